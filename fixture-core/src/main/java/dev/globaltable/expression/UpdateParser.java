package dev.globaltable.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Parses update expressions: sections in any order, each a keyword and a list. */
final class UpdateParser {

    private final TokenReader tokens;
    private final Operands operands;

    private UpdateParser(TokenReader tokens) {
        this.tokens = tokens;
        this.operands = new Operands(tokens);
    }

    static List<Syntax.Section> parse(String text) {
        TokenReader tokens = new TokenReader(ExpressionKind.UPDATE, text);
        UpdateParser parser = new UpdateParser(tokens);
        List<Syntax.Section> sections = new ArrayList<>();
        do {
            sections.add(parser.section());
        } while (!tokens.at(TokenKind.END));
        return sections;
    }

    private Syntax.Section section() {
        if (tokens.skip(TokenKind.SET)) {
            return new Syntax.SetSection(list(this::assignment));
        }
        if (tokens.skip(TokenKind.REMOVE)) {
            return new Syntax.RemoveSection(list(tokens::path));
        }
        if (tokens.at(TokenKind.ADD) || tokens.at(TokenKind.DELETE)) {
            TokenKind keyword = tokens.next().kind();
            return new Syntax.ChangeSection(keyword, list(this::change));
        }
        throw tokens.syntaxError();
    }

    private <T> List<T> list(Supplier<T> element) {
        List<T> list = new ArrayList<>();
        do {
            list.add(element.get());
        } while (tokens.skip(TokenKind.COMMA));
        return list;
    }

    private Syntax.Assignment assignment() {
        Syntax.Path path = tokens.path();
        tokens.expect(TokenKind.EQUAL);
        return new Syntax.Assignment(path, setValue());
    }

    private Syntax.Change change() {
        return new Syntax.Change(tokens.path(), tokens.value());
    }

    /** An operand, a sum, or either of them in parentheses. */
    private Syntax.SetValue setValue() {
        return sum(operandOrSum());
    }

    private Syntax.SetValue operandOrSum() {
        return tokens.at(TokenKind.OPEN_PARENTHESIS) ? parentheses() : tokens.bareOperand(operands);
    }

    /** Reads on when a sign follows; a sum in parentheses cannot be part of another sum. */
    private Syntax.SetValue sum(Syntax.SetValue first) {
        boolean sign = tokens.at(TokenKind.PLUS) || tokens.at(TokenKind.MINUS);
        if (sign && first instanceof Syntax.Operand left) {
            return new Syntax.Sum(tokens.next().kind(), left, operands.next());
        }
        return first;
    }

    private Syntax.SetValue parentheses() {
        boolean nested = operands.open();
        Syntax.SetValue content = operandOrSum();
        boolean closes = tokens.at(TokenKind.CLOSE_PARENTHESIS);
        content = sum(content);
        operands.close(nested && closes);
        return content;
    }
}
