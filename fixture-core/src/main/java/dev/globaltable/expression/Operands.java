package dev.globaltable.expression;

import java.util.ArrayList;
import java.util.List;

/** Parses operands in the places where nothing else can stand, and watches the parentheses of a whole expression. */
final class Operands {

    /** Deeper parentheses are either redundant or hold more operators than an expression may have. */
    private static final int MAX_DEPTH = 1000;

    private final TokenReader tokens;
    private boolean redundantParentheses;
    private int depth;

    Operands(TokenReader tokens) {
        this.tokens = tokens;
    }

    /** An operand, in parentheses or not. */
    Syntax.Operand next() {
        if (!tokens.at(TokenKind.OPEN_PARENTHESIS)) {
            return tokens.bareOperand(this);
        }
        boolean nested = open();
        Syntax.Operand operand = next();
        close(nested);
        return operand;
    }

    /** One or more operands with commas between them. */
    List<Syntax.Operand> list() {
        List<Syntax.Operand> list = new ArrayList<>(2);
        do {
            list.add(next());
        } while (tokens.skip(TokenKind.COMMA));
        return list;
    }

    /** Takes an opening parenthesis and says whether another one follows. */
    boolean open() {
        tokens.expect(TokenKind.OPEN_PARENTHESIS);
        if (++depth > MAX_DEPTH) {
            throw redundant();
        }
        return tokens.at(TokenKind.OPEN_PARENTHESIS);
    }

    /**
     * Takes a closing parenthesis.
     *
     * @param nested whether all that stands inside is in parentheses of its own
     */
    void close(boolean nested) {
        tokens.expect(TokenKind.CLOSE_PARENTHESIS);
        depth--;
        redundantParentheses |= nested;
    }

    /** To be called when the whole text is parsed: errors of syntax come before this one. */
    void requireNoRedundantParentheses() {
        if (redundantParentheses) {
            throw redundant();
        }
    }

    private RuntimeException redundant() {
        return tokens.kind().invalid("The expression has redundant parentheses;");
    }
}
