package dev.globaltable.expression;

import dev.globaltable.item.AttributeType;
import dev.globaltable.item.AttributeValues;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What operators and functions ask of their operands, as far as it shows before an item is looked at. */
final class OperandRules {

    static final Set<AttributeType> ORDERED = EnumSet.of(AttributeType.S, AttributeType.N, AttributeType.B);
    static final Set<AttributeType> PREFIXED = EnumSet.of(AttributeType.S, AttributeType.B);
    static final Set<AttributeType> CONTAINED =
            EnumSet.of(AttributeType.S, AttributeType.N, AttributeType.B, AttributeType.BOOL, AttributeType.NULL);
    static final Set<AttributeType> SIZED =
            EnumSet.complementOf(EnumSet.of(AttributeType.N, AttributeType.BOOL, AttributeType.NULL));
    static final Set<AttributeType> NUMBER = EnumSet.of(AttributeType.N);
    static final Set<AttributeType> LIST = EnumSet.of(AttributeType.L);
    static final Set<AttributeType> STRING = EnumSet.of(AttributeType.S);

    private final ExpressionKind kind;

    OperandRules(ExpressionKind kind) {
        this.kind = kind;
    }

    void requireArity(Function function, List<Operand> operands) {
        if (operands.size() != function.arity()) {
            throw kind.invalid("Incorrect number of operands for operator or function; operator or function: "
                    + function.spelling() + ", number of operands: " + operands.size());
        }
    }

    DocumentPath requirePath(String operator, Operand operand) {
        if (operand instanceof DocumentPath path) {
            return path;
        }
        throw kind.invalid("Operator or function requires a document path; operator or function: " + operator);
    }

    void requireTypes(String operator, Set<AttributeType> allowed, List<Operand> operands) {
        for (Operand operand : operands) {
            AttributeType type = operand.fixedType();
            if (type != null && !allowed.contains(type)) {
                throw incorrectType(operator, type.name());
            }
        }
    }

    RuntimeException incorrectType(String operator, String type) {
        return kind.invalid("Incorrect operand type for operator or function; operator or function: " + operator
                + ", operand type: " + type);
    }

    /** The type set of an operand of ADD or DELETE, whose message differs from all others. */
    void requireChangeType(TokenKind keyword, Operand.Literal operand) {
        AttributeType type = operand.fixedType();
        if (!type.isSet() && !(keyword == TokenKind.ADD && type == AttributeType.N)) {
            throw kind.invalid("Incorrect operand type for operator or function; operator: " + keyword
                    + ", operand type: " + type.longName() + ", typeSet: ALLOWED_FOR_" + keyword + "_OPERAND");
        }
    }

    void requireDistinct(String operator, Operand first, List<Operand> others) {
        if (first instanceof DocumentPath && others.contains(first)) {
            throw kind.invalid("The first operand must be distinct from the remaining operands for this operator "
                    + "or function; operator: " + operator + ", first operand: " + first);
        }
    }

    void requireBounds(Operand lower, Operand upper) {
        if (!(lower instanceof Operand.Literal low) || !(upper instanceof Operand.Literal high)) {
            return;
        }
        if (low.fixedType() != high.fixedType()) {
            throw kind.invalid(
                    "The BETWEEN operator requires same data type for lower and upper bounds; " + bounds(low, high));
        }
        if (AttributeValues.compare(low.value(), high.value()) > 0) {
            throw kind.invalid("The BETWEEN operator requires upper bound to be greater than or equal to lower bound; "
                    + bounds(low, high));
        }
    }

    private static String bounds(Operand.Literal low, Operand.Literal high) {
        return "lower bound operand: " + shown(low.written()) + ", upper bound operand: " + shown(high.written());
    }

    private static String shown(AttributeValue value) {
        String text = value.s() != null ? value.s() : value.n();
        if (text == null) {
            int length = value.b().asByteArrayUnsafe().length;
            text = "java.nio.HeapByteBuffer[pos=0 lim=" + length + " cap=" + length + "]";
        }
        return "AttributeValue: {" + AttributeType.of(value) + ":" + text + "}";
    }
}
