package dev.globaltable.partiql.syntax;

import dev.globaltable.error.ServiceErrors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Parses a statement.
 *
 * <p>What is well formed but not supported is told when the whole statement has been read.
 */
public final class StatementParser {

    private static final List<String> JOINS = List.of("inner", "left", "right", "full", "cross", "outer", "join");

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private @Nullable DynamoDbException refusal;

    private StatementParser(String statement) {
        this.tokens = new TokenStream(statement);
        this.expressions = new ExpressionParser(tokens);
    }

    /**
     * Parses a statement.
     *
     * @throws DynamoDbException a {@code ValidationException} when the statement is not well formed, or has clauses that
     *     DynamoDB does not support
     */
    public static Statement parse(String statement) {
        StatementParser parser = new StatementParser(statement);
        Statement parsed = parser.statement();
        parser.end();
        if (parser.refusal != null) {
            throw parser.refusal;
        }
        return parsed;
    }

    private void end() {
        if (tokens.skipPunctuation(";")) {
            if (!tokens.atEnd()) {
                throw Malformed.statement("Unexpected token after semicolon. (Only one query is allowed.)");
            }
        } else if (!tokens.atEnd()) {
            throw Malformed.statement("Unexpected token after expression");
        }
    }

    private Statement statement() {
        if (tokens.skipKeyword("select")) {
            return select();
        }
        if (tokens.skipKeyword("insert")) {
            return insert();
        }
        if (tokens.skipKeyword("update")) {
            return update();
        }
        if (tokens.skipKeyword("delete")) {
            return delete();
        }
        if (tokens.peek().isKeyword("exists") && tokens.peekSecond().is(TokenKind.PUNCTUATION, "(")) {
            tokens.next();
            tokens.next();
            if (tokens.skipKeyword("select")) {
                Statement.Select select = select();
                tokens.expectPunctuation(")", "RIGHT_PAREN");
                return new Statement.Exists(select, tokens.parameters());
            }
            throw Malformed.statement("Unexpected term");
        }
        refuseDefinitions();
        Expression expression = expressions.expression();
        return new Statement.Other(expression, tokens.parameters());
    }

    /** {@code CREATE} and {@code DROP}, whatever follows. */
    private void refuseDefinitions() {
        Token verb = tokens.peek();
        String thing = tokens.peekSecond().text();
        if ((verb.isKeyword("create") || verb.isKeyword("drop")) && (thing.equals("table") || thing.equals("index"))) {
            throw ServiceErrors.validation("Unsupported operation: " + (verb.isKeyword("create") ? "Create" : "Drop")
                    + (thing.equals("table") ? "Table" : "Index"));
        }
    }

    private Statement.Select select() {
        if (tokens.skipKeyword("distinct")) {
            refuse("Unsupported token in expression: DISTINCT");
        } else {
            tokens.skipKeyword("all");
        }
        if (tokens.skipKeyword("value") || tokens.skipKeyword("pivot")) {
            refuse("Select projection doesn't support value or pivot keywords");
        }
        List<Expression> columns = columns();
        if (!tokens.skipKeyword("from")) {
            throw Malformed.statement("Expected FROM after SELECT list");
        }
        Statement.Source source = source();
        Expression where = where();
        refuseGrouping();
        List<Statement.Order> order = order();
        if (tokens.skipKeyword("limit")) {
            refuse("Unsupported clause: LIMIT at " + expressions.expression().position());
        }
        return new Statement.Select(columns, source, where, order, tokens.parameters());
    }

    private List<Expression> columns() {
        List<Expression> columns = new ArrayList<>();
        if (tokens.skipOperator("*")) {
            if (tokens.peek().is(TokenKind.PUNCTUATION, ",")) {
                throw Malformed.statement("Other expressions may not be present in the select list when '*' is used"
                        + " without dot notation.");
            }
            return columns;
        }
        do {
            columns.add(expressions.expression());
            refuseAlias();
        } while (tokens.skipPunctuation(","));
        return columns;
    }

    private void refuseAlias() {
        boolean as = tokens.skipKeyword("as");
        boolean at = !as && tokens.skipKeyword("at");
        TokenKind kind = tokens.peek().kind();
        if (kind == TokenKind.IDENTIFIER || kind == TokenKind.QUOTED) {
            tokens.next();
            refuse("Aliasing is not supported");
        } else if (as || at) {
            throw Malformed.statement(as ? "Expected identifier for AS-alias" : "Expected identifier for AT name");
        }
    }

    private Statement.Source source() {
        Statement.Source source = asSource(expressions.expression());
        refuseAlias();
        while (isJoin()) {
            refuse("Only select from a single table or index is supported.");
            expressions.expression();
            refuseAlias();
            if (tokens.skipKeyword("on")) {
                expressions.expression();
            }
        }
        return source;
    }

    private boolean isJoin() {
        boolean join = tokens.skipPunctuation(",");
        while (tokens.peek().kind() == TokenKind.KEYWORD
                && JOINS.contains(tokens.peek().text())) {
            tokens.next();
            join = true;
        }
        return join;
    }

    private Statement.Source asSource(Expression expression) {
        if (!(expression instanceof Expression.Path path)) {
            refuse("Unexpected from source");
            return new Statement.Source("", List.of());
        }
        List<String> inside = new ArrayList<>();
        for (Expression.Step step : path.steps()) {
            if (step instanceof Expression.Step.Name name) {
                inside.add(name.name());
            } else {
                refuse("Unexpected from source");
            }
        }
        if (inside.size() > 1) {
            refuse("A path may contain at most 2 components in the FROM clause");
        }
        return new Statement.Source(path.attribute(), inside);
    }

    private @Nullable Expression where() {
        return tokens.skipKeyword("where") ? expressions.expression() : null;
    }

    private void refuseGrouping() {
        if (tokens.skipKeyword("group")) {
            tokens.skipKeyword("partial");
            expectBy();
            do {
                expressions.expression();
            } while (tokens.skipPunctuation(","));
            refuse("Unsupported clause: GROUP BY");
        }
        if (tokens.skipKeyword("having")) {
            refuse("Unsupported clause: HAVING at " + expressions.expression().position());
        }
    }

    private List<Statement.Order> order() {
        List<Statement.Order> order = new ArrayList<>();
        if (!tokens.skipKeyword("order")) {
            return order;
        }
        expectBy();
        do {
            Expression key = expressions.expression();
            boolean descending = tokens.skipKeyword("desc");
            if (!descending) {
                tokens.skipKeyword("asc");
            }
            order.add(new Statement.Order(key, descending));
        } while (tokens.skipPunctuation(","));
        return order;
    }

    private void expectBy() {
        if (!tokens.skipKeyword("by")) {
            throw Malformed.statement("Expected BY");
        }
    }

    private Statement insert() {
        if (!tokens.skipKeyword("into")) {
            throw Malformed.statement("Unexpected keyword");
        }
        Statement.Source target = asSource(new PathParser(tokens, expressions).simplePath());
        if (!tokens.skipKeyword("value")) {
            if (tokens.skipKeyword("values") && !tokens.peek().is(TokenKind.PUNCTUATION, "(")) {
                throw Malformed.statement("Expected LEFT_PAREN for row value constructor");
            }
            insertedBags();
            refuse("Unsupported operation: InsertOp");
            return new Statement.Other(new Expression.Null(tokens.peek().position()), tokens.parameters());
        }
        Expression item = expressions.expression();
        if (tokens.peek().isKeyword("on")) {
            throw Malformed.statement("invalid ON CONFLICT syntax");
        }
        boolean returning = returning() != null;
        return new Statement.Insert(target, item, returning, tokens.parameters());
    }

    private void insertedBags() {
        if (tokens.skipKeyword("select")) {
            select();
            return;
        }
        do {
            expressions.expression();
        } while (tokens.skipPunctuation(","));
    }

    private Statement update() {
        Statement.Source target = asSource(new PathParser(tokens, expressions).simplePath());
        refuseAlias();
        List<Statement.Change> changes = new ArrayList<>();
        while (change(changes)) {
            // Each SET and REMOVE stands by itself; no comma between them.
        }
        if (changes.isEmpty()) {
            throw Malformed.statement("Expected data manipulation");
        }
        Expression where = where();
        return new Statement.Update(target, changes, where, returning(), tokens.parameters());
    }

    private boolean change(List<Statement.Change> changes) {
        if (tokens.skipKeyword("remove")) {
            changes.add(new Statement.Change(new PathParser(tokens, expressions).simplePath(), null));
            return true;
        }
        if (!tokens.skipKeyword("set")) {
            return false;
        }
        do {
            Expression.Path path = new PathParser(tokens, expressions).simplePath();
            if (!tokens.skipOperator("=")) {
                throw Malformed.statement("Expected '='");
            }
            changes.add(new Statement.Change(path, expressions.expression()));
        } while (tokens.skipPunctuation(","));
        return true;
    }

    private Statement delete() {
        if (!tokens.skipKeyword("from")) {
            throw Malformed.statement("Expected FROM after DELETE");
        }
        if (tokens.atEnd()) {
            throw Malformed.statement("Expected identifier for simple path");
        }
        Statement.Source target = asSource(expressions.expression());
        refuseAlias();
        Expression where = where();
        return new Statement.Delete(target, where, returning(), tokens.parameters());
    }

    private Statement.@Nullable Returning returning() {
        if (!tokens.skipKeyword("returning")) {
            return null;
        }
        Statement.Returning returning = returned();
        while (tokens.skipPunctuation(",")) {
            returned();
            refuse("Invalid syntax with multiple returning elements in RETURNING clause");
        }
        return returning;
    }

    private Statement.Returning returned() {
        boolean all = tokens.skipKeyword("all");
        boolean known = all || tokens.skipKeyword("modified");
        boolean old = known && tokens.skipKeyword("old");
        if (!old && !(known && tokens.skipKeyword("new"))) {
            throw Malformed.statement("Expected ( MODIFIED | ALL ) ( NEW | OLD ) in each returning element.");
        }
        if (!tokens.skipOperator("*")) {
            expressions.expression();
            refuse("Expected '*' after ( MODIFIED | ALL ) ( NEW | OLD ) in RETURNING clause");
        }
        return new Statement.Returning(all, old);
    }

    /** What DynamoDB does not support is told after what is not well formed; of several such things the first. */
    private void refuse(String message) {
        if (refusal == null) {
            refusal = ServiceErrors.validation(message);
        }
    }
}
