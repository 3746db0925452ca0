package dev.globaltable.access;

import java.util.List;
import java.util.Locale;

/**
 * A statement of a policy.
 *
 * @param allows whether its effect is {@code Allow}
 * @param principals whom it is about
 * @param actions the actions in lower case, with wildcards
 * @param otherActions whether it is about all actions but these ({@code NotAction})
 * @param resources the resources, with wildcards
 * @param otherResources whether it is about all resources but these ({@code NotResource})
 */
record Statement(
        boolean allows,
        Principals principals,
        List<String> actions,
        boolean otherActions,
        List<Template> resources,
        boolean otherResources,
        List<Condition> conditions) {

    /** Whether it speaks of this request; of whose request is another question. */
    boolean covers(String action, String resource, Context context) {
        String lower = action.toLowerCase(Locale.ROOT);
        return actions.stream().anyMatch(pattern -> Wildcards.matches(pattern, lower)) != otherActions
                && resources.stream().anyMatch(pattern -> pattern.matches(resource, context)) != otherResources
                && conditions.stream().allMatch(condition -> condition.holds(context));
    }
}
