package dev.globaltable.partiql.syntax;

/**
 * Where a token stands in a statement, as DynamoDB's messages show it.
 *
 * @param line from 1
 * @param column from 1
 * @param length in characters
 */
public record Position(int line, int column, int length) {

    @Override
    public String toString() {
        return line + ":" + column + ":" + length;
    }
}
