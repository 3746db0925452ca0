package dev.globaltable.partiql;

import static dev.globaltable.error.ServiceErrors.validation;

import dev.globaltable.item.AttributeValues;
import dev.globaltable.partiql.syntax.Expression;
import dev.globaltable.partiql.syntax.Position;
import dev.globaltable.partiql.syntax.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** The constants of a statement: its literals and its parameters. */
final class Values {

    private final List<AttributeValue> parameters;

    private Values(List<AttributeValue> parameters) {
        this.parameters = parameters;
    }

    /**
     * The constants of a statement with these parameters; those that the statement has no question mark for are not used.
     *
     * @throws DynamoDbException a {@code ValidationException} when there are too few, or one is not valid
     */
    static Values of(Statement statement, List<AttributeValue> parameters) {
        if (parameters.size() < statement.parameters()) {
            throw validation("Number of parameters in request and statement don't match.");
        }
        return new Values(parameters.stream().map(AttributeValues::canonical).toList());
    }

    /** The value of a constant, null when the expression depends on an item. */
    @Nullable
    AttributeValue constant(Expression expression) {
        if (expression instanceof Expression.Parameter parameter) {
            return parameters.get(parameter.index());
        }
        if (expression instanceof Expression.Path
                || expression instanceof Expression.Call
                || expression instanceof Expression.Operation
                || expression instanceof Expression.Is) {
            return null;
        }
        if (expression instanceof Expression.Missing) {
            throw validation("MISSING must be compared using IS operator");
        }
        return AttributeValues.canonical(literal(expression, "root"));
    }

    /** The attributes of the item that {@code INSERT} writes. */
    Map<String, AttributeValue> item(Expression expression) {
        if (!(expression instanceof Expression.Tuple tuple)) {
            throw validation(
                    "Unsupported format in item expression. Please use struct format {...} to express item values"
                            + " for insert statement. at " + expression.position());
        }
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        for (Expression.Entry entry : tuple.entries()) {
            String name = name(entry.key(), item, "root");
            AttributeValue value = entry.value() instanceof Expression.Parameter parameter
                    ? parameters.get(parameter.index())
                    : literal(entry.value(), "root");
            item.put(name, value);
        }
        return item;
    }

    private static AttributeValue literal(Expression expression, String under) {
        if (expression instanceof Expression.Text text) {
            return AttributeValue.fromS(text.value());
        }
        if (expression instanceof Expression.Numeral number) {
            return AttributeValue.fromN(number.value());
        }
        if (expression instanceof Expression.Truth truth) {
            return AttributeValue.fromBool(truth.value());
        }
        if (expression instanceof Expression.Null) {
            return AttributeValue.fromNul(true);
        }
        if (expression instanceof Expression.Sequence sequence) {
            List<AttributeValue> elements = new ArrayList<>();
            for (Expression element : sequence.elements()) {
                elements.add(literal(element, under + "." + elements.size()));
            }
            return AttributeValue.fromL(elements);
        }
        if (expression instanceof Expression.Tuple tuple) {
            Map<String, AttributeValue> map = new LinkedHashMap<>();
            for (Expression.Entry entry : tuple.entries()) {
                String name = name(entry.key(), map, under);
                map.put(name, literal(entry.value(), under + "." + name));
            }
            return AttributeValue.fromM(map);
        }
        if (expression instanceof Expression.Bag bag) {
            return set(bag);
        }
        if (expression instanceof Expression.Ion ion) {
            throw validation("Ion Literals are not supported: " + (ion.value().startsWith("{{") ? "BLOB" : "SYMBOL")
                    + " under key " + under + " at " + ion.position());
        }
        String what = under.equals("root") ? Nodes.described(expression) : Nodes.kind(expression);
        throw validation("Unsupported data type: " + what + " under key " + under + " at " + expression.position());
    }

    private static String name(Expression key, Map<String, AttributeValue> known, String under) {
        if (!(key instanceof Expression.Text text)) {
            throw validation("Tuple keys must be of type String. Actual type: " + keyType(key) + " under " + under
                    + " at " + key.position());
        }
        if (text.value().isEmpty()) {
            throw validation("Path component cannot be an empty string");
        }
        if (known.containsKey(text.value())) {
            throw validation(
                    "Duplicate keys in tuple. Key: " + text.value() + " under " + under + " at " + key.position());
        }
        return text.value();
    }

    private static String keyType(Expression key) {
        if (key instanceof Expression.Numeral number) {
            return number.value().matches("[+-]?\\d+") ? "INT" : "DECIMAL";
        }
        return Nodes.kind(key);
    }

    private static AttributeValue set(Expression.Bag bag) {
        if (bag.elements().isEmpty()) {
            throw validation("Empty bags are not supported at " + bag.position());
        }
        List<String> strings = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (Expression element : bag.elements()) {
            if (element instanceof Expression.Text text) {
                strings.add(text.value());
            } else if (element instanceof Expression.Numeral number) {
                numbers.add(number.value());
            } else {
                throw mixed(element.position());
            }
        }
        if (!strings.isEmpty() && !numbers.isEmpty()) {
            throw mixed(null);
        }
        if (new TreeSet<>(strings).size() < strings.size() || new TreeSet<>(numbers).size() < numbers.size()) {
            throw validation("Input collection contains duplicates");
        }
        return strings.isEmpty() ? AttributeValue.fromNs(numbers) : AttributeValue.fromSs(strings);
    }

    private static DynamoDbException mixed(@Nullable Position position) {
        return validation("Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags"
                + (position == null ? "" : " at " + position));
    }
}
