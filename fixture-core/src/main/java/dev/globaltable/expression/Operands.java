package dev.globaltable.expression;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Parses operands in the places where nothing else can stand, and watches the parentheses of an expression. */
final class Operands {

    /** Deeper parentheses are either redundant or hold more operators than an expression may have. */
    private static final int MAX_DEPTH = 1000;

    private final TokenReader tokens;
    private int depth;
    private boolean undecided;
    private boolean redundantParentheses;

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
        requireNoRedundantParentheses();
    }

    /**
     * Says whether it is still open if what is being read is an operand or a condition. Until that is decided, redundant
     * parentheses are no error: what follows may be a worse one.
     */
    void undecided(boolean open) {
        undecided = open;
        requireNoRedundantParentheses();
    }

    private void requireNoRedundantParentheses() {
        if (redundantParentheses && !undecided) {
            throw redundant();
        }
    }

    private DynamoDbException redundant() {
        return tokens.kind().invalid("The expression has redundant parentheses;");
    }
}
