package dev.globaltable.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks up placeholders and gathers what was found: the second stage of reading an expression. Errors come in the order
 * of the text.
 */
final class Binder {

    private static final int MAX_PATH_ELEMENTS = 32;

    private final ExpressionKind kind;
    private final ExpressionAttributes attributes;
    private final List<DocumentPath> paths = new ArrayList<>();

    Binder(ExpressionKind kind, ExpressionAttributes attributes) {
        this.kind = kind;
        this.attributes = attributes;
    }

    ExpressionKind kind() {
        return kind;
    }

    /** All paths bound so far. */
    List<DocumentPath> paths() {
        return paths;
    }

    DocumentPath path(Syntax.Path path) {
        List<Syntax.Step> written = path.steps();
        String attribute = name(written.get(0));
        List<PathElement> steps = new ArrayList<>(written.size() - 1);
        for (Syntax.Step step : written.subList(1, written.size())) {
            steps.add(
                    step.kind() == TokenKind.INTEGER
                            ? new PathElement.Index(Integer.parseInt(step.text()))
                            : new PathElement.Name(name(step)));
        }
        if (written.size() > MAX_PATH_ELEMENTS) {
            throw kind.invalid("The document path has too many nesting levels; nesting levels: " + written.size());
        }
        DocumentPath bound = new DocumentPath(attribute, List.copyOf(steps));
        paths.add(bound);
        return bound;
    }

    Operand.Literal literal(Syntax.Value value) {
        return attributes.value(kind, value.placeholder());
    }

    private String name(Syntax.Step step) {
        return step.kind() == TokenKind.NAME ? attributes.name(kind, step.text()) : step.text();
    }
}
