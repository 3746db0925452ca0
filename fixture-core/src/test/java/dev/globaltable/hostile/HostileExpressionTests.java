package dev.globaltable.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Expressions that nobody means: soups of tokens and of characters, bombs, and what lies on either side of a limit. */
@Timeout(30)
class HostileExpressionTests {

    private static final String TOKENS = "SET REMOVE ADD DELETE AND OR NOT BETWEEN IN and between"
            + " a b m l m.a l[0] l[99] m.a.b[1].c #a #m #m.#a.b id name size m. .a [0] a[ ]"
            + " :n :s :b :l :m :t :x : # ( ) ( ) ( ) , , = = <> < <= > >= + - . [ ] 0 1 01 2147483648 99999999999"
            + " attribute_exists( attribute_not_exists( attribute_type( begins_with( contains( size( if_not_exists("
            + " list_append( SIZE( nothing(";

    /** Longer pieces, so that some soups are expressions. */
    private static final String PIECES = "SET~a~=~:n SET~m.a~=~m.a~+~:n REMOVE~l[0] ADD~a~:n DELETE~ss~:ss"
            + " a~=~:n size(l)~<~:n begins_with(a,:s) a~BETWEEN~:n~AND~:n a~IN~(:n,:s) contains(l,:n) pk~=~:s n~>~:n"
            + " AND OR NOT ( ) , + :n list_append(l,:l) if_not_exists(q,:n) attribute_type(a,:t)";

    private static final Pattern PLACEHOLDER = Pattern.compile("[#:][A-Za-z0-9_]+");

    private static final Map<String, AttributeValue> VALUES = new TreeMap<>(Map.of(
            ":n", AttributeValue.fromN("1"),
            ":s", AttributeValue.fromS("a"),
            ":b", AttributeValue.fromB(SdkBytes.fromUtf8String("a")),
            ":l", AttributeValue.fromL(List.of(AttributeValue.fromN("1"))),
            ":m", AttributeValue.fromM(Map.of("a", AttributeValue.fromN("1"))),
            ":ss", AttributeValue.fromSs(List.of("a")),
            ":t", AttributeValue.fromS("S")));

    private static final Map<String, String> NAMES = new TreeMap<>(Map.of("#a", "a", "#m", "m"));

    @RegisterExtension
    final Target target = new Target();

    enum Parameter {
        CONDITION,
        UPDATE,
        FILTER,
        KEY_CONDITION,
        PROJECTION
    }

    @BeforeEach
    void putItems() {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put("id", AttributeValue.fromS("1"));
        item.put("pk", AttributeValue.fromS("a"));
        item.put("n", AttributeValue.fromN("1"));
        item.put("a", AttributeValue.fromN("1"));
        item.put("l", VALUES.get(":l"));
        item.put("m", VALUES.get(":m"));
        item.put("ss", VALUES.get(":ss"));
        for (String table : List.of("people", "events")) {
            target.send(PutItemRequest.builder().tableName(table).item(item).build());
        }
    }

    /** Sends an expression with those placeholders that it mentions. */
    private String send(Parameter parameter, String expression) {
        Map<String, String> names = new TreeMap<>(NAMES);
        Map<String, AttributeValue> values = new TreeMap<>(VALUES);
        if (parameter == Parameter.FILTER || parameter == Parameter.PROJECTION) {
            expression = expression.replace(":p", ":n");
        }
        List<String> used = PLACEHOLDER
                .matcher(expression)
                .results()
                .map(result -> result.group())
                .toList();
        names.keySet().retainAll(used);
        values.keySet().retainAll(used);
        return parameter == Parameter.CONDITION || parameter == Parameter.UPDATE
                ? update(parameter, expression, names, values)
                : query(parameter, expression, names, values);
    }

    private String update(
            Parameter parameter, String expression, Map<String, String> names, Map<String, AttributeValue> values) {
        UpdateItemRequest.Builder request = UpdateItemRequest.builder()
                .tableName("people")
                .key(Map.of("id", AttributeValue.fromS("1")))
                .expressionAttributeNames(names.isEmpty() ? null : names)
                .expressionAttributeValues(values.isEmpty() ? null : values);
        return target.send(
                parameter == Parameter.UPDATE
                        ? request.updateExpression(expression).build()
                        : request.conditionExpression(expression).build());
    }

    private String query(
            Parameter parameter, String expression, Map<String, String> names, Map<String, AttributeValue> values) {
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName("events")
                .keyConditionExpression("pk = :p")
                .expressionAttributeNames(names.isEmpty() ? null : names);
        if (parameter == Parameter.KEY_CONDITION) {
            request.keyConditionExpression(expression);
        } else {
            values.put(":p", AttributeValue.fromS("a"));
        }
        if (parameter == Parameter.FILTER) {
            request.filterExpression(expression);
        } else if (parameter == Parameter.PROJECTION) {
            request.projectionExpression(expression);
        }
        return target.send(request.expressionAttributeValues(values.isEmpty() ? null : values)
                .build());
    }

    @ParameterizedTest
    @EnumSource
    void soupsOfTokensAreRefused(Parameter parameter) {
        Random random = new Random(parameter.name().hashCode());
        List<String> tokens = List.of(TOKENS.split(" "));
        for (int soup = 0; soup < 400; soup++) {
            send(parameter, soup(random, tokens, 1 + random.nextInt(14)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void soupsOfPiecesAreRefusedUnlessTheyMakeSense(Parameter parameter) {
        Random random = new Random(parameter.name().hashCode());
        List<String> pieces = List.of(PIECES.split(" "));
        long accepted = IntStream.range(0, 400)
                .filter(soup -> send(
                                parameter,
                                soup(random, pieces, 1 + random.nextInt(5)).replace('~', ' '))
                        .isEmpty())
                .count();

        assertThat(accepted).isLessThan(400);
    }

    private static String soup(Random random, List<String> tokens, int length) {
        return random.ints(length, 0, tokens.size())
                .mapToObj(tokens::get)
                .collect(Collectors.joining(random.nextBoolean() ? " " : ""));
    }

    @ParameterizedTest
    @EnumSource
    void soupsOfCharactersAreRefused(Parameter parameter) {
        Random random = new Random(parameter.name().hashCode());
        for (int soup = 0; soup < 250; soup++) {
            int length = 1 + random.nextInt(40);
            StringBuilder text = new StringBuilder();
            for (int at = 0; at < length; at++) {
                text.append(character(random));
            }
            send(parameter, text.toString());
        }
    }

    /** Of any kind: ASCII, NUL, white space that is none here, lone surrogates, anything. */
    private static char character(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> (char) (' ' + random.nextInt(95));
            case 1 -> "\0\t\u00a0\u2028\ufeff\ud800\udfff\u0130".charAt(random.nextInt(8));
            case 2 -> "()[]#:.,=<>+-_".charAt(random.nextInt(14));
            default -> (char) random.nextInt(0x10000);
        };
    }

    static Stream<Arguments> bombs() {
        return Stream.of(
                        "(".repeat(4096),
                        "(".repeat(2040) + "a = :n" + ")".repeat(2040),
                        "(a = :n AND ".repeat(340),
                        "(NOT ".repeat(800),
                        "NOT ".repeat(1020) + "a = :n",
                        "NOT (".repeat(580) + "a = :n" + ")".repeat(580),
                        "size(".repeat(819),
                        "size(".repeat(650) + "a" + ")".repeat(650) + " = :n",
                        "a = :n OR ".repeat(400) + "a = :n",
                        "a = :n AND (".repeat(300) + "a = :n" + ")".repeat(300),
                        "SET a = " + "(".repeat(2000) + ":n" + ")".repeat(2000),
                        "SET a = " + "if_not_exists(a, ".repeat(220) + ":absent" + ")".repeat(220),
                        "SET a = " + ":n + ".repeat(800) + ":n",
                        "SET " + "a = :n, ".repeat(500) + "a = :n",
                        "REMOVE " + "l[0], ".repeat(680) + "l[0]",
                        "REMOVE a".repeat(500),
                        "a" + "[0]".repeat(1364),
                        "a" + ".a".repeat(2047),
                        "a = :n AND a" + ".a".repeat(2000) + " = :n",
                        "a IN (" + ":n, ".repeat(1000) + ":n)",
                        "a, ".repeat(1365) + "a",
                        ":n ".repeat(1365),
                        "#a.".repeat(1365),
                        "[".repeat(4096),
                        ".".repeat(4096),
                        "9".repeat(4096),
                        "a[" + "9".repeat(4000) + "]")
                .map(Arguments::of);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("bombs")
    void bombsAreRefused(String bomb) {
        for (Parameter parameter : Parameter.values()) {
            assertThat(send(parameter, bomb)).as(parameter.toString()).isNotEmpty();
        }
    }
}
