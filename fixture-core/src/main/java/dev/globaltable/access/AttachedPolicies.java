package dev.globaltable.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The policies that a test has attached to principals and to everybody. */
final class AttachedPolicies {

    private final List<Policy> forEverybody = new ArrayList<>();
    private final Map<String, List<Policy>> ofPrincipals = new LinkedHashMap<>();

    boolean isEmpty() {
        return forEverybody.isEmpty() && ofPrincipals.isEmpty();
    }

    List<Policy> forEverybody() {
        return forEverybody;
    }

    List<Policy> of(Caller caller) {
        return ofPrincipals.getOrDefault(caller.principalArn(), List.of());
    }

    /** Attaches a policy; gives what takes it away again, once. */
    Runnable toEverybody(Policy policy) {
        forEverybody.add(policy);
        return () -> forEverybody.remove(policy);
    }

    Runnable to(Caller caller, Policy policy) {
        List<Policy> policies = ofPrincipals.computeIfAbsent(caller.principalArn(), first -> new ArrayList<>());
        policies.add(policy);
        return () -> {
            policies.remove(policy);
            // The list may be another one by now if the last policy was taken away in between.
            if (policies.isEmpty()) {
                ofPrincipals.remove(caller.principalArn(), policies);
            }
        };
    }
}
