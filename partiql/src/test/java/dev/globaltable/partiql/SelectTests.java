package dev.globaltable.partiql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

class SelectTests {

    @RegisterExtension
    final Statements statements = new Statements();

    @BeforeEach
    void orders() {
        for (String customer : new String[] {"ada", "bob"}) {
            for (int number = 1; number <= 3; number++) {
                statements.put(
                        "orders",
                        "customer",
                        customer,
                        "number",
                        number,
                        "total",
                        number * 10,
                        "city",
                        "city" + number,
                        "none",
                        AttributeValue.fromNul(true),
                        "lines",
                        AttributeValue.fromL(Statements.values(
                                "first", AttributeValue.fromM(Statements.item("what", "second", "price", number)))),
                        "tags",
                        AttributeValue.fromSs(List.of("red", "blue")));
            }
        }
    }

    private String numbers(String clauses) {
        return statements.execute("SELECT customer, number FROM orders " + clauses, request -> {}).items().stream()
                .map(item ->
                        item.get("customer").s().charAt(0) + item.get("number").n())
                .collect(Collectors.joining(" "));
    }

    @Nested
    class Where {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                customer = 'ada'                                         | a1 a2 a3
                'ada' = customer                                         | a1 a2 a3
                customer = 'ada' AND number = 2                          | a2
                customer = 'ada' AND number > 1                          | a2 a3
                customer = 'ada' AND 1 < number                          | a2 a3
                customer = 'ada' AND number > 1 AND number < 3           | a2
                customer = 'ada' AND number BETWEEN 2 AND 3              | a2 a3
                customer = 'ada' AND number NOT BETWEEN 2 AND 3          | a1
                customer = 'ada' AND number IN [1, 3]                    | a1 a3
                customer = 'ada' AND number IN (1)                       | a1
                customer = 'ada' AND number NOT IN (1, 3)                | a2
                customer = 'ada' AND number <> 2                         | a1 a3
                customer = 'ada' AND number != 2                         | a1 a3
                customer = 'ada' AND (number = 1 OR total = 30)          | a1 a3
                customer = 'ada' AND NOT total = 20                      | a1 a3
                customer = 'ada' AND NOT (number = 1 AND total = 10)     | a2 a3
                customer = 'ada' AND number > 1 AND (total = 30 OR total = 10) | a3
                customer = 'ada' AND (number = 1 OR number = 2 AND total = 30) | a1
                customer = 'ada' AND number BETWEEN 2 AND 3 AND total = 20 | a2
                customer = 'ada' AND number = 1 AND number = 2           | ``
                customer = 'ada' AND customer = 'bob'                    | ``
                customer IN ['bob', 'ada'] AND number = 1                | a1 b1
                customer IN ('bob', 'ada', 'ada') AND total > 20         | a3 b3
                (customer = 'bob' OR customer = 'ada') AND number = 1    | a1 b1
                (customer = 'ada' AND number = 1) OR customer = 'bob'    | a1 b1 b2 b3
                (customer = 'ada' OR customer = 'bob') AND customer = 'bob' AND number < 3 | b1 b2
                customer = 'ada' AND begins_with(city, 'city2')          | a2
                customer = 'ada' AND BEGINS_WITH("city", 'city2')        | a2
                customer = 'ada' AND contains(city, '3')                 | a3
                customer = 'ada' AND contains(tags, 'red') AND number = 1 | a1
                customer = 'ada' AND size(city) = 5 AND number = 1       | a1
                customer = 'ada' AND attribute_type(total, 'N') AND number = 1 | a1
                customer = 'ada' AND city IS STRING AND number = 1       | a1
                customer = 'ada' AND city IS NOT STRING                  | ``
                customer = 'ada' AND absent IS MISSING AND number = 1   | a1
                customer = 'ada' AND city IS NOT MISSING AND number = 1  | a1
                customer = 'ada' AND none IS NULL AND number = 1         | a1
                customer = 'ada' AND none = NULL AND number = 1          | a1
                customer = 'ada' AND absent IS NULL                     | ``
                customer = 'ada' AND absent IS NOT NULL AND number = 1  | a1
                customer = 'ada' AND lines[1].price = 2                  | a2
                customer = 'ada' AND lines[1]['what'] = 'second' AND number = 3 | a3
                customer = 'ada' AND tags = <<'blue', 'red'>> AND number = 1 | a1
                customer = 'ada' AND lines = ['first', {'what': 'second', 'price': 2}] | a2
                customer = 'ada' AND total = -(-20)                      | a2
                """)
        void itemsThatFulfilItAreFound(String where, String found) {
            assertThat(numbers("WHERE " + where)).isEqualTo(found);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                total = 20                             | a2 b2
                number = 2                             | a2 b2
                customer <> 'ada'                      | b1 b2 b3
                customer > 'ada'                       | b1 b2 b3
                NOT customer = 'ada'                   | b1 b2 b3
                customer = 'ada' OR total = 20         | a1 a2 a3 b2
                1 = 1                                  | a1 a2 a3 b1 b2 b3
                """)
        void withoutAPartitionKeyTheWholeTableIsSearched(String where, String found) {
            assertThat(numbers("WHERE " + where).split(" ")).containsExactlyInAnyOrder(found.split(" "));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                customer = 1                            | Key attribute's data type should match its data type in table's schema: Key customer
                customer = 'ada' AND number = '1'       | Key attribute's data type should match its data type in table's schema: Key number
                customer = 'ada' AND number > '1'       | Key attribute's data type should match its data type in table's schema: Key number
                customer > 1                            | One or more parameter values were invalid: Condition parameter type does not match schema type
                customer = 'ada' AND number = 1 AND number = '1' | One or more parameter values were invalid: Condition parameter type does not match schema type
                customer = 'ada' AND number <> '1' | One or more parameter values were invalid: Condition parameter type does not match schema type
                customer = 'ada' AND contains(number, '1') | One or more parameter values were invalid: Condition parameter type does not match schema type
                customer = 'ada' AND begins_with(number, '1') | Key attribute's data type should match its data type in table's schema: Key number
                number = '1' | One or more parameter values were invalid: Condition parameter type does not match schema type
                customer = 1 OR total = 1 | One or more parameter values were invalid: Condition parameter type does not match schema type
                customer IS NULL | Key attribute's data type should match its data type in table's schema: Key customer
                customer >= '' | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: customer
                customer = '1' AND begins_with(customer, '') | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: customer
                contains(customer, '')                  | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: customer
                customer = ''                           | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: customer
                customer                                | WHERE clause must contain an expression that resolves to a boolean
                true                                    | WHERE clause must contain an expression that resolves to a boolean
                size(city)                              | WHERE clause must contain an expression that resolves to a boolean
                customer = 'ada' AND city               | The arguments to AND/OR must be Expressions
                NOT city                                | The argument to NOT must be a Type or Expression
                city = MISSING                          | MISSING must be compared using IS operator
                city LIKE 'city%'                       | Unsupported operator in Condition Expression. Operator: like
                total + 1 = 11                          | Unsupported operator in Condition Expression. Operator: +
                city IS INT                             | Unsupported data type for IS operator: INTEGER. Supported data types are [MISSING, NULL, BOOLEAN, BLOB, STRING, NUMERIC, STRUCT, TUPLE, LIST] at 1:33:2
                city IN []                              | IN operator must have a left hand argument of type Variable Reference and right hand argument of type Seq with at least one member
                city IN 'a'                             | IN operator must have a left hand argument of type Variable Reference and right hand argument of type Seq with at least one member
                upper(city) = 'A'                       | Unrecognized function: upper
                count(city) = 1                         | Unsupported token in expression: count at 1:28:5
                list_append(lines, [1]) = lines         | The function is not allowed in a condition expression; function: list_append
                begins_with(city)                       | Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1
                total BETWEEN 9 AND 5                   | The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:9}, upper bound operand: AttributeValue: {N:5}
                city = city                             | The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [city]
                city = `a`                              | Ion Literals are not supported: SYMBOL under key root at 1:35:3
                """)
        void whatIsNoConditionIsRefused(String where, String message) {
            statements.refuses("SELECT * FROM orders WHERE " + where, message);
        }

        @Test
        void moreThanFiftyPartitionKeysAreRefused() {
            String fifty = "'a'"
                    + IntStream.range(1, 50)
                            .mapToObj(number -> ", 'c" + number + "'")
                            .collect(Collectors.joining());
            statements.run("SELECT * FROM people WHERE id IN [" + fifty + "]");

            statements.refuses(
                    "SELECT * FROM people WHERE id IN [" + fifty + ", 'z']",
                    "The IN operator is provided with too many operands; number of operands: 51");
        }

        @Test
        void parametersStandForValues() {
            assertThat(statements.run(
                            "SELECT number FROM orders WHERE customer IN [?, ?] AND total = ?", "bob", "ada", 20))
                    .containsExactly("{number: 2}", "{number: 2}");
            statements.refuses(
                    "SELECT * FROM orders WHERE customer = ? AND number = ?",
                    "Number of parameters in request and statement don't match.",
                    "ada");
        }
    }

    @Nested
    class Columns {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                number, total                     | {number: 1, total: 10}
                "number"                          | {number: 1}
                (number)                          | {number: 1}
                lines[1].what, lines[0]           | {lines[0]: 'first', what: 'second'}
                lines[1]['price']                 | {price: 1}
                absent, lines[2], lines[9], city.inside | {}
                Number                            | {}
                """)
        void partsOfAnItemAreNamedByTheEndOfTheirPath(String columns, String shown) {
            assertThat(statements.run("SELECT " + columns + " FROM orders WHERE customer = 'ada' AND number = 1"))
                    .containsExactly(shown);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                number, number          | Duplicate identifiers in select clause: number
                a.c, b.c                | Duplicate identifiers in select clause: c
                lines, lines[0]         | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [lines, [0]], path two: [lines]
                customer.name           | Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: customer
                number + 1              | Unexpected path component at 1:15:1
                size(city)              | Unexpected path component at 1:8:4
                'a'                     | Unexpected path component at 1:8:3
                orders.*                | Changing item's hierarchy while reading isn't supported
                number AS n             | Aliasing is not supported
                number n                | Aliasing is not supported
                DISTINCT number         | Unsupported token in expression: DISTINCT
                VALUE number            | Select projection doesn't support value or pivot keywords
                lines[-1]               | List index is not within the allowable range; index: [-1] at 1:15:1
                """)
        void otherColumnsAreRefused(String columns, String message) {
            statements.refuses("SELECT " + columns + " FROM orders WHERE customer = 'ada'", message);
        }
    }

    @Nested
    class From {

        @Test
        void theTableHasToExist() {
            statements.refuses(ResourceNotFoundException.class, "SELECT * FROM nobody", "Requested resource not found");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                orders, people             | Only select from a single table or index is supported.
                orders INNER JOIN people ON true | Only select from a single table or index is supported.
                orders AS o                | Aliasing is not supported
                orders o                   | Aliasing is not supported
                orders.a.b                 | A path may contain at most 2 components in the FROM clause
                'orders'                   | Unexpected from source
                "or!ders"                  | Table name should be within the length [3, 255] and only contain 'a-z', 'A-Z', '0-9', '-', '_', '.'.
                "orders"."nothing"         | The table does not have the specified index: nothing
                orders LIMIT 1             | Unsupported clause: LIMIT at 1:28:1
                orders GROUP BY city       | Unsupported clause: GROUP BY
                """)
        void oneTableOrIndexIsRead(String source, String message) {
            statements.refuses("SELECT * FROM " + source, message);
        }
    }

    @Nested
    class OrderBy {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                customer = 'ada' ORDER BY number                                     | a1 a2 a3
                customer = 'ada' ORDER BY number DESC                                | a3 a2 a1
                customer = 'ada' ORDER BY customer DESC                              | a1 a2 a3
                customer = 'ada' ORDER BY customer, number DESC                      | a3 a2 a1
                customer IN ['ada', 'bob'] AND total > 10 ORDER BY customer DESC     | b2 b3 a2 a3
                customer IN ['ada', 'bob'] AND total > 10 ORDER BY number DESC       | a3 a2 b3 b2
                customer IN ['ada', 'bob'] AND total > 10 ORDER BY customer DESC, number DESC | b3 b2 a3 a2
                """)
        void keysGiveTheOrder(String clauses, String found) {
            assertThat(numbers("WHERE " + clauses)).isEqualTo(found);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ORDER BY number                             | Must have WHERE clause in the statement when using ORDER BY clause.
                WHERE number = 1 ORDER BY number            | Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.
                WHERE customer = 'ada' OR total = 1 ORDER BY number | Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.
                WHERE customer = 'ada' ORDER BY total       | Variable reference total in ORDER BY clause must be part of the primary key
                WHERE customer = 'ada' ORDER BY lines[0]    | Argument to ORDER BY must be of type VariableReference. Type: PATH
                """)
        void nothingElseDoes(String clauses, String message) {
            statements.refuses("SELECT * FROM orders " + clauses, message);
        }
    }
}
