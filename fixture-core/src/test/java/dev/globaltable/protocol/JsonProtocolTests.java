package dev.globaltable.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.globaltable.error.ServiceErrors;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The bytes of the protocol, the friendly ones and the hostile ones. */
class JsonProtocolTests {

    @Nested
    class ARequest {

        @Test
        void isReadByItsTarget() {
            assertThat(read("ListTables", "{\"Limit\":5}"))
                    .isEqualTo(ListTablesRequest.builder().limit(5).build());
            assertThat(JsonProtocol.readRequest("DynamoDBStreams_20120810.ListStreams", utf8("{}")))
                    .isEqualTo(ListStreamsRequest.builder().build());
        }

        @Test
        void mayHaveMembersNobodyKnowsAndMembersThatAreNull() {
            assertThat(read("ListTables", "{\"Unknown\":[{\"a\":[1.5e3,true]}],\"Limit\":null}"))
                    .isEqualTo(ListTablesRequest.builder().build());
        }

        @Test
        void mayHaveWhiteSpaceAnywhere() {
            assertThat(read("ListTables", " \r\n\t{ \"Limit\" : 5 , \"ExclusiveStartTableName\" : \"a\" } "))
                    .isEqualTo(ListTablesRequest.builder()
                            .limit(5)
                            .exclusiveStartTableName("a")
                            .build());
        }

        @Test
        void mayEscapeAnyCharacter() {
            assertThat(read(
                            "ListTables",
                            "{\"ExclusiveStartTableName\":\"a\\u00e9\\\"\\\\\\/\\b\\f\\n\\r\\t\\ud83d\\ude00é\"}"))
                    .isEqualTo(ListTablesRequest.builder()
                            .exclusiveStartTableName("aé\"\\/\b\f\n\r\t\uD83D\uDE00é")
                            .build());
        }

        @Test
        void takesTheWholePartOfADecimalWhereAnIntegerIsWanted() {
            assertThat(read("ListTables", "{\"Limit\":1.9}"))
                    .isEqualTo(ListTablesRequest.builder().limit(1).build());
        }

        @Test
        void mayHaveAnAttributeValueOfSeveralTypesForTheServiceToRefuse() {
            assertThat(read("GetItem", "{\"Key\":{\"a\":{\"S\":\"x\",\"N\":\"1\"},\"b\":{},\"c\":null}}"))
                    .isEqualTo(GetItemRequest.builder().key(twoTypes()).build());
        }

        private Map<String, AttributeValue> twoTypes() {
            Map<String, AttributeValue> key = new LinkedHashMap<>();
            key.put("a", AttributeValue.builder().s("x").n("1").build());
            key.put("b", AttributeValue.builder().build());
            key.put("c", null);
            return key;
        }
    }

    @Nested
    class ARefusal {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                ListTables | {"Limit":"5"}                          | STRING_VALUE cannot be converted to Integer
                ListTables | {"Limit":true}                         | TRUE_VALUE cannot be converted to Integer
                ListTables | {"Limit":99999999999}                  | NUMBER_VALUE cannot be converted to Integer
                ListTables | {"Limit":1e999999999}                  | DECIMAL_VALUE cannot be converted to Integer
                ListTables | {"Limit":{}}                           | Start of structure or map found where not expected.
                ListTables | {"Limit":[]}                           | Start of list found where not expected
                ListTables | {"ExclusiveStartTableName":5}          | NUMBER_VALUE cannot be converted to String
                ListTables | {"ExclusiveStartTableName":5.5}        | DECIMAL_VALUE cannot be converted to String
                ListTables | {"ExclusiveStartTableName":false}      | FALSE_VALUE cannot be converted to String
                GetItem    | {"ConsistentRead":"true"}              | STRING_VALUE cannot be converted to Boolean
                GetItem    | {"ConsistentRead":1}                   | NUMBER_VALUE cannot be converted to Boolean
                GetItem    | {"Key":"x"}                            | Unexpected value type in payload
                GetItem    | {"Key":[]}                             | Start of list found where not expected
                GetItem    | {"Key":{"a":"x"}}                      | Unexpected value type in payload
                GetItem    | {"Key":{"a":{"N":5}}}                  | NUMBER_VALUE cannot be converted to String
                GetItem    | {"Key":{"a":{"B":5}}}                  | NUMBER_VALUE cannot be converted to Byte[]
                GetItem    | {"Key":{"a":{"B":"abc"}}}              | Base64 encoded length is expected a multiple of 4 bytes but found: 3
                GetItem    | {"Key":{"a":{"B":"a!!="}}}             | Invalid Base64 character
                GetItem    | {"Key":{"a":{"SS":"x"}}}               | Unexpected value type in payload
                GetItem    | {"Key":{"a":{"SS":[5]}}}               | NUMBER_VALUE cannot be converted to String
                GetItem    | {"Key":{"a":{"M":[]}}}                 | Start of list found where not expected
                GetItem    | {"Key":{"a":{"L":{}}}}                 | Start of structure or map found where not expected.
                GetItem    | {"Key":{"a":{"BOOL":"true"}}}          | STRING_VALUE cannot be converted to Boolean
                GetItem    | {"AttributesToGet":"x"}                | Unexpected value type in payload
                CreateTable| {"ProvisionedThroughput":{"ReadCapacityUnits":"5"}} | STRING_VALUE cannot be converted to Long
                CreateTable| {"KeySchema":["x"]}                    | Unexpected value type in payload
                PutItem    | []                                     | Start of list found where not expected
                PutItem    | 5                                      | Unexpected value type in payload
                """)
        void ofAWrongTypeIsInTheServicesWords(String operation, String body, String message) {
            assertThatThrownBy(() -> read(operation, body)).isInstanceOfSatisfying(DynamoDbException.class, e -> {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SerializationException");
                assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
                assertThat(e.statusCode()).isEqualTo(400);
            });
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "{",
                    "{\"a\"",
                    "{\"a\":",
                    "{\"a\":1",
                    "{\"a\":1,",
                    "{\"a\":1,}",
                    "{,}",
                    "{a:1}",
                    "{'a':1}",
                    "{\"a\" 1}",
                    "{\"a\":01}",
                    "{\"a\":-}",
                    "{\"a\":1.}",
                    "{\"a\":1e}",
                    "{\"a\":+1}",
                    "{\"a\":tru}",
                    "{\"a\":nul}",
                    "{\"a\":\"\\x\"}",
                    "{\"a\":\"\\u12g4\"}",
                    "{\"a\":\"open}",
                    "{\"a\":\"\n\"}",
                    "{\"a\":[1,]}",
                    "{\"a\":[1 2]}",
                    "{\"a\":[}",
                    "nothing",
                    "\u0000"
                })
        void ofWhatIsNotJsonSaysNothing(String body) {
            assertThat(answer("PutItem", body))
                    .isEqualTo("400 {\"__type\":\"com.amazon.coral.service#SerializationException\"}");
        }

        @Test
        void ofEndlessNestingComesBeforeTheStackIsFull() {
            String attribute = "{\"Item\":{\"a\":" + "{\"L\":[".repeat(100_000);
            String unknown = "{\"Unknown\":" + "[".repeat(1_000_000);
            assertThat(List.of(answer("PutItem", attribute), answer("PutItem", unknown)))
                    .containsOnly("400 {\"__type\":\"com.amazon.coral.service#SerializationException\"}");
        }

        @Test
        void leavesRoomForItemsDeeperThanTheServiceAllowsSoThatItCanSaySo() {
            String deep = "{\"Item\":{\"a\":" + "{\"M\":{\"a\":".repeat(60) + "{\"S\":\"x\"}" + "}}".repeat(60) + "}}";
            assertThat(((PutItemRequest) read("PutItem", deep)).item()).containsKey("a");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "DynamoDB_20120810.Nothing",
                    "DynamoDB_20120810.",
                    "DynamoDB_20111205.GetItem",
                    "DynamoDB_20120810.ListStreams",
                    "DynamoDBStreams_20120810.GetItem",
                    "GetItem",
                    ""
                })
        void ofAnUnknownOperationComesBeforeTheBodyIsRead(String target) {
            assertThat(text(JsonProtocol.answer(target, utf8("not JSON"), request -> null)))
                    .isEqualTo("400 {\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}");
        }

        @Test
        void ofARequestWithoutATargetIsThatOfAnUnknownOperation() {
            assertThat(text(JsonProtocol.answer(null, utf8("{}"), request -> null)))
                    .isEqualTo("400 {\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}");
        }
    }

    @Nested
    class AnAnswer {

        /** What is written as six characters must leave room for what follows it. */
        @Test
        void mayHaveManyControlCharacters() {
            String name = "\u0001".repeat(499) + "a".repeat(501);

            assertThat(text(JsonProtocol.writeResponse(
                            ListTablesResponse.builder().tableNames(name).build())))
                    .isEqualTo("200 {\"TableNames\":[\"" + "\\u0001".repeat(499) + "a".repeat(501) + "\"]}");
        }

        @Test
        void hasStatusHeadersAndBody() {
            WireResponse answer = JsonProtocol.writeResponse(ListTablesResponse.builder()
                    .tableNames("b", "a")
                    .responseMetadata(
                            DefaultAwsResponseMetadata.create(Collections.singletonMap("AWS_REQUEST_ID", "REQUEST1")))
                    .build());
            assertThat(text(answer)).isEqualTo("200 {\"TableNames\":[\"b\",\"a\"]}");
            assertThat(answer.headers().entrySet())
                    .extracting(header -> header.getKey() + ": " + header.getValue())
                    .containsExactly(
                            "x-amzn-RequestId: REQUEST1",
                            "x-amz-crc32: " + crc32("{\"TableNames\":[\"b\",\"a\"]}"),
                            "Content-Type: application/x-amz-json-1.0",
                            "Content-Length: 24");
        }

        @Test
        void leavesOutWhatIsNotSetButNotWhatIsEmpty() {
            assertThat(text(JsonProtocol.writeResponse(GetItemResponse.builder().build())))
                    .isEqualTo("200 {}");
            assertThat(text(JsonProtocol.writeResponse(
                            GetItemResponse.builder().item(Map.of()).build())))
                    .isEqualTo("200 {\"Item\":{}}");
        }

        @Test
        void hasNoRequestIdThatNobodyGave() {
            assertThat(JsonProtocol.writeResponse(GetItemResponse.builder().build())
                            .headers())
                    .doesNotContainKey("x-amzn-RequestId");
        }

        @Test
        void mayHaveStringsThatAreNoText() {
            assertThat(text(JsonProtocol.writeResponse(ListTablesResponse.builder()
                            .tableNames("\uD83D", "\uDE00\uD83D\uDE00", "\u007f\u0080")
                            .build())))
                    .isEqualTo("200 {\"TableNames\":[\"\\ud83d\",\"\\ude00\uD83D\uDE00\",\"\u007f\u0080\"]}");
        }

        @Test
        void letsWhatIsNoServiceExceptionThrough() {
            IllegalStateException defect = new IllegalStateException("defect");
            assertThatThrownBy(() -> JsonProtocol.answer("DynamoDB_20120810.ListTables", utf8("{}"), request -> {
                        throw defect;
                    }))
                    .isSameAs(defect);
        }
    }

    @Nested
    class AnError {

        @Test
        void ofValidationHasItsOwnNamespace() {
            assertThat(error(ServiceErrors.validation("No \"such\" name")))
                    .isEqualTo("400 {\"__type\":\"com.amazon.coral.validate#ValidationException\","
                            + "\"message\":\"No \\\"such\\\" name\"}");
        }

        @Test
        void ofTheModelHasItsMembers() {
            assertThat(error(ServiceErrors.conditionalCheckFailed(Map.of("id", AttributeValue.fromS("42")))))
                    .isEqualTo("400 {\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\","
                            + "\"message\":\"The conditional request failed\",\"Item\":{\"id\":{\"S\":\"42\"}}}");
        }

        @Test
        void ofATransactionHasItsReasons() {
            assertThat(error(ServiceErrors.transactionCanceled(
                            List.of(CancellationReason.builder().code("None").build()))))
                    .isEqualTo("400 {\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
                            + "\"Message\":\"Transaction cancelled, please refer cancellation reasons for specific reasons"
                            + " [None]\",\"CancellationReasons\":[{\"Code\":\"None\"}]}");
        }

        @Test
        void carriesTheIdOfItsRequest() {
            AwsServiceException stamped = ServiceErrors.validation("x").toBuilder()
                    .requestId("REQUEST1")
                    .build();
            assertThat(JsonProtocol.writeError(stamped).headers()).containsEntry("x-amzn-RequestId", "REQUEST1");
        }

        private String error(AwsServiceException e) {
            return text(JsonProtocol.writeError(e));
        }
    }

    @Nested
    class ARequestThatDoesNotTravelAsJson {

        @Test
        void isTheSameObject() {
            PutItemRequest request = PutItemRequest.builder()
                    .item(Map.of("a", AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of())))))
                    .build();
            assertThat(JsonProtocol.asItArrives(request)).isSameAs(request);
        }

        @Test
        void losesTheNullValuesOfMapsAtAnyDepth() {
            AttributeValue withNull = AttributeValue.fromM(Collections.singletonMap("nothing", null));
            PutItemRequest request = PutItemRequest.builder()
                    .tableName("t")
                    .item(Map.of("a", AttributeValue.fromL(List.of(withNull))))
                    .build();
            assertThat(JsonProtocol.asItArrives(request))
                    .isEqualTo(PutItemRequest.builder()
                            .tableName("t")
                            .item(Map.of("a", AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of())))))
                            .build());
        }
    }

    private static AwsRequest read(String operation, String body) {
        return JsonProtocol.readRequest("DynamoDB_20120810." + operation, utf8(body));
    }

    private static String answer(String operation, String body) {
        return text(JsonProtocol.answer("DynamoDB_20120810." + operation, utf8(body), request -> null));
    }

    private static String text(WireResponse answer) {
        return answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long crc32(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(utf8(text));
        return checksum.getValue();
    }
}
