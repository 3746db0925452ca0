package dev.globaltable.expression;

import static dev.globaltable.expression.Samples.assertRefused;
import static dev.globaltable.expression.Samples.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionExpressionTests {

    private static ProjectionExpression parse(String text) {
        return ProjectionExpression.parse(text, attributes(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s, n|{n=AttributeValue(N=10), s=AttributeValue(S=str)}",
                "#dot, q|{}",
                "m.q, s.a, l.x|{}",
                "m.y.w, #m.x|{m=AttributeValue(M={x=AttributeValue(N=1), y=AttributeValue(M={w=AttributeValue(N=2)})})}",
                "l[3], l[1]|{l=AttributeValue(L=[AttributeValue(S=two), AttributeValue(L=[AttributeValue(N=5), AttributeValue(N=6)])])}",
                "l[2].y, l[0], l[9]|{l=AttributeValue(L=[AttributeValue(N=1), AttributeValue(M={y=AttributeValue(N=8)})])}",
                "l[3][1]|{l=AttributeValue(L=[AttributeValue(L=[AttributeValue(N=6)])])}"
            })
    void keepsWhatThePathsLeadTo(String text, String expected) {
        assertThat(parse(text).project(Samples.ITEM)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s n|Syntax error; token: \"n\", near: \"s n\"",
                "s,|Syntax error; token: \"<EOF>\", near: \",\"",
                "size(s)|Syntax error; token: \"(\", near: \"size(s\"",
                "name|Attribute name is a reserved keyword; reserved keyword: name",
                "#a, #b|An expression attribute name used in the document path is not defined; attribute name: #b",
                "m.x, m|Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m, x], path two: [m]",
                "#s, s|Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [s], path two: [s]",
                "l[0], l.x|Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [l, [0]], path two: [l, x]"
            })
    void namesMistakes(String text, String problem) {
        assertRefused(() -> parse(text), "Invalid ProjectionExpression: " + problem);
    }
}
