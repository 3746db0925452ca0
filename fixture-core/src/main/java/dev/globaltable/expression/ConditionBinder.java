package dev.globaltable.expression;

import dev.globaltable.item.AttributeType;
import java.util.ArrayList;
import java.util.List;

/** Turns the syntax of a condition into the condition, checking operands on the way. */
final class ConditionBinder {

    private static final int MAX_OPERATORS = 300;
    private static final int MAX_CHOICES = 100;
    private static final String VALID_TYPES = "{N,BS,L,B,NULL,M,S,SS,NS,BOOL}";
    /** What is answered when the type is not given as a value: all types, some known only inside the service, in any order. */
    private static final String ANY_TYPE =
            "{DOUBLESET,BOOL,N,DECIMALSET,S,NS,INT,HD,FS,INTSET,DOUBLE,NULL,DECIMAL,BS,HDS,L,M,B,DICT,FLOAT,SS}";

    private final Binder binder;
    private final OperandRules rules;
    private int operators;

    private ConditionBinder(Binder binder) {
        this.binder = binder;
        this.rules = new OperandRules(binder.kind());
    }

    static Condition bind(Syntax.Predicate predicate, Binder binder) {
        ConditionBinder conditions = new ConditionBinder(binder);
        Condition condition = conditions.bind(predicate);
        if (conditions.operators > MAX_OPERATORS) {
            throw binder.kind()
                    .invalid("The expression contains too many operators; operator count: " + (MAX_OPERATORS + 1));
        }
        return condition;
    }

    private Condition bind(Syntax.Predicate predicate) {
        operators++;
        if (predicate instanceof Syntax.Comparison comparison) {
            return comparison(comparison);
        }
        if (predicate instanceof Syntax.Between between) {
            return between(between);
        }
        if (predicate instanceof Syntax.In in) {
            return in(in);
        }
        if (predicate instanceof Syntax.Not not) {
            return new Condition.Not(bind(not.predicate()));
        }
        if (predicate instanceof Syntax.And and) {
            return new Condition.And(bindAll(and.parts()));
        }
        if (predicate instanceof Syntax.Or or) {
            return new Condition.Or(bindAll(or.parts()));
        }
        return predicateCall((Syntax.Call) predicate);
    }

    private List<Condition> bindAll(List<Syntax.Predicate> parts) {
        operators += parts.size() - 2;
        List<Condition> bound = new ArrayList<>(parts.size());
        for (Syntax.Predicate part : parts) {
            bound.add(bind(part));
        }
        return bound;
    }

    private Condition comparison(Syntax.Comparison comparison) {
        Operand left = operand(comparison.left());
        Operand right = operand(comparison.right());
        String symbol = comparison.operator().symbol();
        if (comparison.operator().needsOrder()) {
            rules.requireTypes(symbol, OperandRules.ORDERED, List.of(left, right));
        }
        rules.requireDistinct(symbol, left, List.of(right));
        return new Condition.Comparison(comparison.operator(), left, right);
    }

    private Condition between(Syntax.Between between) {
        Operand operand = operand(between.operand());
        Operand lower = operand(between.lower());
        Operand upper = operand(between.upper());
        rules.requireTypes("BETWEEN", OperandRules.ORDERED, List.of(operand, lower, upper));
        rules.requireDistinct("BETWEEN", operand, List.of(lower, upper));
        rules.requireBounds(lower, upper);
        return new Condition.Between(operand, lower, upper);
    }

    private Condition in(Syntax.In in) {
        Operand operand = operand(in.operand());
        List<Operand> choices = operands(in.choices());
        if (choices.size() > MAX_CHOICES) {
            throw binder.kind()
                    .invalid("The IN operator is provided with too many operands; number of operands: "
                            + choices.size());
        }
        rules.requireDistinct("IN", operand, choices);
        return new Condition.In(operand, choices);
    }

    private Condition predicateCall(Syntax.Call call) {
        Function function = function(call);
        List<Operand> operands = operands(call.arguments());
        rules.requireArity(function, operands);
        String name = function.spelling();
        Operand first = operands.get(0);
        return switch (function) {
            case ATTRIBUTE_EXISTS -> new Condition.AttributeExists(rules.requirePath(name, first));
            case ATTRIBUTE_NOT_EXISTS -> new Condition.AttributeNotExists(rules.requirePath(name, first));
            case ATTRIBUTE_TYPE -> attributeType(first, operands.get(1));
            case BEGINS_WITH -> {
                rules.requireTypes(name, OperandRules.PREFIXED, operands);
                rules.requireDistinct(name, first, operands.subList(1, 2));
                yield new Condition.BeginsWith(first, operands.get(1));
            }
            case CONTAINS -> {
                rules.requireDistinct(name, first, operands.subList(1, 2));
                yield new Condition.Contains(first, operands.get(1));
            }
            case SIZE, IF_NOT_EXISTS, LIST_APPEND -> throw new IllegalStateException(name + " is no predicate");
        };
    }

    private Condition attributeType(Operand first, Operand typeName) {
        String name = Function.ATTRIBUTE_TYPE.spelling();
        rules.requireTypes(name, OperandRules.STRING, List.of(typeName));
        rules.requireDistinct(name, first, List.of(typeName));
        if (!(typeName instanceof Operand.Literal literal)) {
            throw rules.incorrectType(name, ANY_TYPE);
        }
        String descriptor = literal.value().s();
        AttributeType type = AttributeType.named(descriptor)
                .orElseThrow(() -> binder.kind()
                        .invalid("Invalid attribute type name found; type: " + descriptor + ", valid types: "
                                + VALID_TYPES));
        return new Condition.HasType(first, type);
    }

    private List<Operand> operands(List<Syntax.Operand> written) {
        List<Operand> bound = new ArrayList<>(written.size());
        for (Syntax.Operand operand : written) {
            bound.add(operand(operand));
        }
        return bound;
    }

    private Operand operand(Syntax.Operand operand) {
        if (operand instanceof Syntax.Path path) {
            return binder.path(path);
        }
        if (operand instanceof Syntax.Value value) {
            return binder.literal(value);
        }
        return size((Syntax.Call) operand);
    }

    private Operand size(Syntax.Call call) {
        operators++;
        Function function = function(call);
        List<Operand> operands = operands(call.arguments());
        rules.requireArity(function, operands);
        rules.requireTypes(function.spelling(), OperandRules.SIZED, operands);
        return new Operand.Size(operands.get(0));
    }

    private static Function function(Syntax.Call call) {
        Function function = Function.named(call.function());
        if (function == null) {
            throw new IllegalStateException(call.function() + " was not checked");
        }
        return function;
    }
}
