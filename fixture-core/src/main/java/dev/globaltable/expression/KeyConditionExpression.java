package dev.globaltable.expression;

import dev.globaltable.item.KeyAttribute;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * A {@code KeyConditionExpression} or {@code KeyConditions}, parsed and checked as far as it goes without a table. Immutable.
 *
 * @since 0.1.0
 */
public final class KeyConditionExpression {

    private final Supplier<List<KeyTerm>> terms;
    private final List<DocumentPath> paths;

    private KeyConditionExpression(Supplier<List<KeyTerm>> terms, List<DocumentPath> paths) {
        this.terms = terms;
        this.paths = List.copyOf(paths);
    }

    static KeyConditionExpression of(List<KeyTerm> terms) {
        return new KeyConditionExpression(() -> terms, List.of());
    }

    /**
     * Parses an expression: the errors found here come before the table is looked up.
     *
     * @throws DynamoDbException a {@code ValidationException} when the expression is not valid
     */
    public static KeyConditionExpression parse(String text, ExpressionAttributes attributes) {
        ExpressionKind kind = ExpressionKind.KEY_CONDITION;
        Syntax.Predicate syntax = ConditionParser.parse(kind, text);
        new SyntaxRules(kind).check(syntax);
        Binder binder = new Binder(kind, attributes);
        Condition condition = ConditionBinder.bind(syntax, binder);
        return new KeyConditionExpression(() -> KeyTermCollector.terms(condition), binder.paths());
    }

    /**
     * Matches the conditions to the key of a table or index.
     *
     * @param partition the partition key, of an index up to four attributes
     * @param sort the sort key, which may be empty
     * @throws DynamoDbException a {@code ValidationException} when the conditions do not fit the key
     */
    public KeyCondition resolve(List<KeyAttribute> partition, List<KeyAttribute> sort) {
        if (partition.size() == 1 && sort.size() <= 1) {
            return resolve(partition.get(0), sort.isEmpty() ? null : sort.get(0));
        }
        KeyPaths.requireScalar(
                paths,
                Stream.concat(partition.stream(), sort.stream())
                        .map(KeyAttribute::name)
                        .toList());
        return new MultiAttributeKeyResolver(partition, sort).resolve(terms.get());
    }

    /** The same for a partition key of one attribute and a sort key of one or none. */
    public KeyCondition resolve(KeyAttribute partition, @Nullable KeyAttribute sort) {
        List<String> keyNames = sort == null ? List.of(partition.name()) : List.of(partition.name(), sort.name());
        KeyPaths.requireScalar(paths, keyNames);
        return new KeyConditionResolver(partition, sort).resolve(terms.get());
    }
}
