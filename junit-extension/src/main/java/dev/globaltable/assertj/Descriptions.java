package dev.globaltable.assertj;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.description.Description;

/** Hands the description that a test gave an assertion on to the assertions it leads to. */
final class Descriptions {

    private Descriptions() {}

    static <A extends AbstractAssert<A, ?>> A handOn(AbstractAssert<?, ?> from, A to) {
        Description description = from.info.description();
        return description == null ? to : to.as(description);
    }
}
