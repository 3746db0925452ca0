package dev.globaltable.assertj;

import org.assertj.core.description.Description;
import org.assertj.core.error.DescriptionFormatter;
import org.assertj.core.error.ErrorMessageFactory;
import org.assertj.core.presentation.Representation;

/** A finished text as the message of a failed assertion, after the description that the test gave it. */
record Message(String text) implements ErrorMessageFactory {

    @Override
    public String create(Description description, Representation representation) {
        return DescriptionFormatter.instance().format(description) + text;
    }

    @Override
    public String create(Description description) {
        return DescriptionFormatter.instance().format(description) + text;
    }

    @Override
    public String create() {
        return text;
    }
}
