package dev.globaltable.expression;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an expression names, for those who ask before it is checked: no expression is refused here.
 *
 * @since 0.1.0
 */
public final class NamedAttributes {

    private NamedAttributes() {}

    /** The top-level attributes that an expression of any kind names. */
    public static SortedSet<String> in(@Nullable String expression, Map<String, String> names) {
        SortedSet<String> attributes = new TreeSet<>();
        if (expression == null) {
            return attributes;
        }
        List<Token> tokens = Lexer.tokens(expression);
        for (int at = 0; at < tokens.size(); at++) {
            if (isAttribute(tokens, at)) {
                attributes.add(name(tokens.get(at), names));
            }
        }
        return attributes;
    }

    /** The value that a key condition wants an attribute to have; {@code null} where it wants none in particular. */
    public static @Nullable AttributeValue equalTo(
            String attribute,
            @Nullable String expression,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        List<Token> tokens = Lexer.tokens(expression == null ? "" : expression);
        for (int at = 1; at < tokens.size() - 1; at++) {
            if (tokens.get(at).is(TokenKind.EQUAL)) {
                Token left = tokens.get(at - 1);
                Token right = tokens.get(at + 1);
                if (isAttribute(tokens, at - 1) && name(left, names).equals(attribute)) {
                    return values.get(right.text());
                }
                if (isAttribute(tokens, at + 1) && name(right, names).equals(attribute)) {
                    return values.get(left.text());
                }
            }
        }
        return null;
    }

    private static boolean isAttribute(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        boolean inside = at > 0 && tokens.get(at - 1).is(TokenKind.DOT);
        return !inside
                && (token.is(TokenKind.NAME)
                        || (token.is(TokenKind.WORD) && !tokens.get(at + 1).is(TokenKind.OPEN_PARENTHESIS)));
    }

    private static String name(Token token, Map<String, String> names) {
        String name = names.get(token.text());
        return name == null ? token.text() : name;
    }
}
