package dev.globaltable.expression;

import java.util.List;

/**
 * What the text of an expression says, before placeholders are looked up: it depends on the text alone. Parentheses
 * have done their work and are gone.
 */
sealed interface Syntax {

    /** Something with a value. */
    sealed interface Operand extends SetValue {}

    /** Something that holds or does not hold. */
    sealed interface Predicate extends Syntax {}

    /** What SET may assign: an operand or a sum. */
    sealed interface SetValue extends Syntax {}

    /** A document path. */
    record Path(List<Step> steps) implements Operand {}

    /** One step of a path: an attribute name, a name placeholder, or the digits of a list index. */
    record Step(TokenKind kind, String text) {}

    /** A value placeholder. */
    record Value(String placeholder) implements Operand {}

    /** A function call, which only its name tells to be an operand or a predicate. */
    record Call(String function, List<Operand> arguments) implements Operand, Predicate {}

    /** {@code left operator right}. */
    record Comparison(Comparator operator, Operand left, Operand right) implements Predicate {}

    /** {@code operand BETWEEN lower AND upper}. */
    record Between(Operand operand, Operand lower, Operand upper) implements Predicate {}

    /** {@code operand IN (choices)}. */
    record In(Operand operand, List<Operand> choices) implements Predicate {}

    /** Two or more predicates joined by AND. */
    record And(List<Predicate> parts) implements Predicate {}

    /** Two or more predicates joined by OR. */
    record Or(List<Predicate> parts) implements Predicate {}

    /** {@code NOT predicate}. */
    record Not(Predicate predicate) implements Predicate {}

    /** {@code left + right} or {@code left - right}. */
    record Sum(TokenKind sign, Operand left, Operand right) implements SetValue {}

    /** {@code path = value} in a SET section. */
    record Assignment(Path path, SetValue value) implements Syntax {}

    /** {@code path :value} in an ADD or DELETE section. */
    record Change(Path path, Value value) implements Syntax {}

    /** One section of an update expression. */
    sealed interface Section extends Syntax {

        TokenKind keyword();
    }

    /** {@code SET assignment, ...}. */
    record SetSection(List<Assignment> assignments) implements Section {

        @Override
        public TokenKind keyword() {
            return TokenKind.SET;
        }
    }

    /** {@code REMOVE path, ...}. */
    record RemoveSection(List<Path> paths) implements Section {

        @Override
        public TokenKind keyword() {
            return TokenKind.REMOVE;
        }
    }

    /** {@code ADD change, ...} or {@code DELETE change, ...}. */
    record ChangeSection(TokenKind keyword, List<Change> changes) implements Section {}
}
