package dev.globaltable.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The part of IAM's language that is simulated, and that everything else is refused by name. */
class PolicyLanguageTests {

    private static final String ORDERS = "arn:aws:dynamodb:us-east-1:123456789012:table/orders";
    private static final Caller ADA = Caller.user("ada");
    private static final Caller ROLE = Caller.role("teams/orders", "session");

    /** Whether a policy of one statement without an effect denies this. */
    private static boolean denies(String statement, String action, String resource, Context context) {
        String policy = "{'Version':'2012-10-17','Statement':[{'Effect':'Deny'," + statement + "}]}";
        return Policy.parse(policy.replace('\'', '"'), Policy.Kind.IDENTITY).denies(ADA, action, resource, context);
    }

    private static boolean holds(String condition, Context context) {
        return denies(
                "'Action':'*','Resource':'*','Condition':{" + condition + "}", "dynamodb:GetItem", ORDERS, context);
    }

    private static Context leadingKeys(String... keys) {
        return ADA.describe().with(ConditionKey.LEADING_KEYS, List.of(keys));
    }

    @Nested
    class Actions {

        @ParameterizedTest
        @CsvSource({
            "dynamodb:GetItem, true",
            "DynamoDB:getitem, true",
            "dynamodb:*Item, true",
            "dynamodb:Get?tem, true",
            "dynamodb:Get, false",
            "dynamodb:GetItems, false",
            "s3:*, false",
            "*, true"
        })
        void areComparedInAnyCaseWithWildcards(String pattern, boolean denied) {
            assertThat(denies("'Action':'" + pattern + "','Resource':'*'", "dynamodb:GetItem", ORDERS, new Context()))
                    .isEqualTo(denied);
            assertThat(denies(
                            "'NotAction':'" + pattern + "','Resource':'*'", "dynamodb:GetItem", ORDERS, new Context()))
                    .isEqualTo(!denied);
        }
    }

    @Nested
    class Resources {

        @ParameterizedTest
        @CsvSource({
            "arn:aws:dynamodb:us-east-1:123456789012:table/orders, true",
            "arn:aws:dynamodb:*:*:table/orders, true",
            "arn:aws:dynamodb:us-east-1:123456789012:table/o*s, true",
            "arn:aws:dynamodb:us-east-1:123456789012:table/orders/*, false",
            "arn:aws:dynamodb:us-east-1:123456789012:table/Orders, false",
            "arn:aws:dynamodb:us-east-1:123456789012:table/order, false"
        })
        void areComparedInTheirCaseWithWildcards(String pattern, boolean denied) {
            assertThat(denies("'Action':'*','Resource':['x','" + pattern + "']", "a:b", ORDERS, new Context()))
                    .isEqualTo(denied);
            assertThat(denies("'Action':'*','NotResource':['x','" + pattern + "']", "a:b", ORDERS, new Context()))
                    .isEqualTo(!denied);
        }

        @Test
        void mayHaveVariables() {
            String own = "'Action':'*','Resource':'arn:aws:dynamodb:*:*:table/${aws:username}-*'";

            assertThat(denies(own, "a:b", "arn:aws:dynamodb:x:y:table/ada-orders", ADA.describe()))
                    .isTrue();
            assertThat(denies(own, "a:b", "arn:aws:dynamodb:x:y:table/bob-orders", ADA.describe()))
                    .isFalse();
            assertThat(denies(own, "a:b", "arn:aws:dynamodb:x:y:table/-orders", ROLE.describe()))
                    .as("a role has no user name")
                    .isFalse();
        }
    }

    @Nested
    class Conditions {

        @Test
        void compareTextWithOneOfSeveralValues() {
            String condition = "'StringEquals':{'AWS:userName':['bob','ada']}";

            assertThat(holds(condition, ADA.describe())).isTrue();
            assertThat(holds(condition, Caller.user("Ada").describe())).isFalse();
            assertThat(holds(condition, ROLE.describe())).isFalse();
        }

        @Test
        void negatedHoldWhereNoValueIsFoundOrNoneIsThere() {
            String condition = "'StringNotEquals':{'aws:username':['bob','ada']}";

            assertThat(holds(condition, ADA.describe())).isFalse();
            assertThat(holds(condition, Caller.user("eve").describe())).isTrue();
            assertThat(holds(condition, ROLE.describe())).isTrue();
        }

        @Test
        void takeWildcardsWithLikeAlone() {
            assertThat(holds("'StringLike':{'aws:username':'a*'}", ADA.describe()))
                    .isTrue();
            assertThat(holds("'StringNotLike':{'aws:username':'a*'}", ADA.describe()))
                    .isFalse();
            assertThat(holds("'StringEquals':{'aws:username':'a*'}", ADA.describe()))
                    .isFalse();
            assertThat(holds(
                            "'StringEquals':{'aws:username':'a*'}",
                            Caller.user("a*").describe()))
                    .isTrue();
            assertThat(holds("'StringEqualsIgnoreCase':{'aws:username':'ADA'}", ADA.describe()))
                    .isTrue();
            assertThat(holds("'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/teams/*'}", ROLE.describe()))
                    .isTrue();
        }

        @Test
        void haveToHoldAll() {
            String both = "'StringEquals':{'aws:username':'ada'},'Bool':{'aws:SecureTransport':'true'}";

            assertThat(holds(both, ADA.describe())).isTrue();
            assertThat(holds(both.replace("true", "false"), ADA.describe())).isFalse();
        }

        @Test
        void ifExistsHoldWhereTheKeyIsMissing() {
            String condition = "'StringEqualsIfExists':{'dynamodb:Select':'COUNT'}";

            assertThat(holds(condition, ADA.describe())).isTrue();
            assertThat(holds(condition, ADA.describe().with(ConditionKey.SELECT, "COUNT")))
                    .isTrue();
            assertThat(holds(condition, ADA.describe().with(ConditionKey.SELECT, "ALL_ATTRIBUTES")))
                    .isFalse();
        }

        @Test
        void nullAsksWhetherTheKeyIsMissing() {
            assertThat(holds("'Null':{'dynamodb:LeadingKeys':'true'}", ADA.describe()))
                    .isTrue();
            assertThat(holds("'Null':{'dynamodb:LeadingKeys':'true'}", leadingKeys("1")))
                    .isFalse();
            assertThat(holds("'Null':{'dynamodb:LeadingKeys':'false'}", leadingKeys("1")))
                    .isTrue();
        }

        @Test
        void forAllValuesWantEveryValueToFitAndHoldWhereThereIsNone() {
            String condition = "'ForAllValues:StringLike':{'dynamodb:LeadingKeys':['ada-*','${aws:username}']}";

            assertThat(holds(condition, leadingKeys("ada-1", "ada"))).isTrue();
            assertThat(holds(condition, leadingKeys("ada-1", "bob-1"))).isFalse();
            assertThat(holds(condition, ADA.describe())).isTrue();
        }

        @Test
        void forAnyValueWantsOneValueToFit() {
            String condition = "'ForAnyValue:StringEquals':{'dynamodb:LeadingKeys':['1','2']}";

            assertThat(holds(condition, leadingKeys("3", "2"))).isTrue();
            assertThat(holds(condition, leadingKeys("3"))).isFalse();
            assertThat(holds(condition, ADA.describe())).isFalse();
        }

        @Test
        void takeAStarInTheNameOfAUserForAStar() {
            Caller star = Caller.user("*");

            assertThat(holds(
                            "'ForAllValues:StringLike':{'dynamodb:LeadingKeys':'${aws:username}'}",
                            star.describe().with(ConditionKey.LEADING_KEYS, "bob")))
                    .isFalse();
            assertThat(holds("'StringLike':{'aws:username':'${*}'}", star.describe()))
                    .isTrue();
            assertThat(holds("'StringLike':{'aws:username':'${*}'}", ADA.describe()))
                    .isFalse();
        }
    }

    @Nested
    class ThePrincipal {

        private static boolean denied(String principal, Caller caller) {
            String policy = "{'Statement':{'Effect':'Deny','Principal':" + principal + ",'Action':'*','Resource':'*'}}";
            return Policy.parse(policy.replace('\'', '"'), Policy.Kind.RESOURCE)
                    .denies(caller, "dynamodb:GetItem", ORDERS, new Context());
        }

        @Test
        void isEverybodyTheAccountAUserOrARole() {
            assertThat(denied("'*'", ADA)).isTrue();
            assertThat(denied("{'AWS':'*'}", ROLE)).isTrue();
            assertThat(denied("{'AWS':'123456789012'}", ADA)).isTrue();
            assertThat(denied("{'AWS':'arn:aws:iam::210987654321:root'}", ADA)).isFalse();
            assertThat(denied("{'AWS':['arn:aws:iam::123456789012:user/ada']}", ADA))
                    .isTrue();
            assertThat(denied("{'AWS':['arn:aws:iam::123456789012:user/ada']}", Caller.user("bob")))
                    .isFalse();
            assertThat(denied("{'AWS':'arn:aws:iam::123456789012:role/teams/orders'}", ROLE))
                    .isTrue();
            assertThat(denied("{'Service':'replication.dynamodb.amazonaws.com'}", ADA))
                    .isFalse();
        }

        @Test
        void isNotPermittedByWhatItsAccountIs() {
            String policy = """
                    {"Statement":{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"*","Resource":"*"}}""";

            assertThat(Policy.parse(policy, Policy.Kind.RESOURCE).allows(ADA, "a:b", ORDERS, new Context()))
                    .isFalse();
            assertThat(Policy.parse(policy.replace("{\"AWS\":\"123456789012\"}", "\"*\""), Policy.Kind.RESOURCE)
                            .allows(ADA, "a:b", ORDERS, new Context()))
                    .isTrue();
        }
    }

    static Stream<Arguments> refused() {
        String start = "The fixture does not simulate ";
        String use = " in a policy. Leave it out of the test, or use ";
        String condition = "'Action':'*','Resource':'*','Condition':";
        return Stream.of(
                arguments(
                        condition + "{'DateLessThan':{'aws:CurrentTime':'2026-01-01T00:00:00Z'}}",
                        start + "the condition operator \"DateLessThan\"" + use
                                + "one for strings, ARNs, Bool or Null."),
                arguments(
                        condition + "{'NullIfExists':{'aws:username':'true'}}",
                        start + "the condition operator \"NullIfExists\"" + use
                                + "one for strings, ARNs, Bool or Null."),
                arguments(
                        condition + "{'StringEquals':{'aws:SourceVpc':'vpc-1'}}",
                        start + "the condition key \"aws:SourceVpc\"" + use + "one of dynamodb:LeadingKeys,"
                                + " dynamodb:Attributes, dynamodb:Select, dynamodb:ReturnValues,"
                                + " dynamodb:ReturnConsumedCapacity, dynamodb:EnclosingOperation,"
                                + " dynamodb:FullTableScan, aws:RequestedRegion, aws:PrincipalArn,"
                                + " aws:PrincipalAccount, aws:PrincipalType, aws:username, aws:SecureTransport."),
                arguments(
                        condition + "{'StringLike':{'dynamodb:LeadingKeys':'1'}}",
                        start + "\"StringLike\" for the condition key dynamodb:LeadingKeys, of which a request can have"
                                + " several values," + use
                                + "\"ForAllValues:StringLike\" or \"ForAnyValue:StringLike\"."),
                arguments(
                        "'Action':'*','Resource':'${aws:userid}'",
                        start + "the policy variable ${aws:userid}" + use + "a variable of one value."),
                arguments(
                        "'NotPrincipal':'*','Action':'*','Resource':'*'",
                        start + "the policy element \"NotPrincipal\"" + use + "the elements Sid, Effect, Principal,"
                                + " Action, NotAction, Resource, NotResource, Condition."),
                arguments(
                        "'Principal':'*','Action':'*','Resource':'*'",
                        "Not a policy: only the policy of a resource has a Principal."),
                arguments("'Action':'*'", "Not a policy: a statement needs Resource or NotResource, and not both."),
                arguments(
                        "'Action':'*','NotAction':'*','Resource':'*'",
                        "Not a policy: a statement needs Action or NotAction, and not both."),
                arguments("'Action':[],'Resource':'*'", "Not a policy: Action is empty."),
                arguments("'Action':{},'Resource':'*'", "Not a policy: Action has a value that is no text."));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String statement, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> denies(statement, "dynamodb:GetItem", ORDERS, new Context()))
                .withMessage(message);
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.parse("deny all", Policy.Kind.IDENTITY))
                .withMessage("Not a policy: it is not JSON: deny all");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.parse("{}", Policy.Kind.IDENTITY))
                .withMessage("Not a policy: it has no Statement.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.parse("{\"Version\":\"2026-01-01\",\"Statement\":[]}", Policy.Kind.IDENTITY))
                .withMessage("Not a policy: Version is \"2026-01-01\"; write \"2012-10-17\".");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.parse(
                        "{\"Statement\":{\"Effect\":\"Maybe\",\"Action\":\"*\",\"Resource\":\"*\"}}",
                        Policy.Kind.IDENTITY))
                .withMessage("Not a policy: Effect is \"Maybe\"; write \"Allow\" or \"Deny\".");
    }
}
