package dev.globaltable.differential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpressionPartsTests {

    @Test
    void anUpdateLosesOneSectionOrOneClause() {
        assertThat(ExpressionParts.shorter("SET a = list_append(b, :l), c = :c REMOVE d"))
                .containsExactlyInAnyOrder(
                        "REMOVE d",
                        "SET a = list_append(b, :l), c = :c",
                        "SET  c = :c REMOVE d",
                        "SET a = list_append(b, :l)REMOVE d");
    }

    @Test
    void aConditionLosesOneSideWhereTheParenthesesStayBalanced() {
        assertThat(ExpressionParts.shorter("NOT (a = :a AND b = :b)")).containsExactly("(a = :a AND b = :b)");
        assertThat(ExpressionParts.shorter("(a = :a AND b = :b)")).containsExactly("a = :a AND b = :b");
        assertThat(ExpressionParts.shorter("a = :a AND b = :b")).containsExactly("a = :a", "b = :b");
    }
}
