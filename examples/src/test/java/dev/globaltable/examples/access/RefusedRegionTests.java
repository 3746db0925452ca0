package dev.globaltable.examples.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.regions.Region.EU_WEST_1;
import static software.amazon.awssdk.regions.Region.US_EAST_1;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.globaltable.PolicyStatement;
import dev.globaltable.Simulation;
import dev.globaltable.junit.GlobalTable;
import dev.globaltable.junit.Simulated;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * A service control policy closes a Region to the organization: somebody mistook it for one that nobody uses. Nothing is down,
 * replication runs, and every call there is refused with HTTP 400.
 */
@GlobalTable(name = "profiles", partitionKey = "userId")
class RefusedRegionTests {

    /** Reads profiles in the first Region that answers. */
    static final class ProfileReader {

        private final List<DynamoDbClient> byPreference;
        private final Predicate<SdkException> isFailureOfTheRegion;

        ProfileReader(Predicate<SdkException> isFailureOfTheRegion, Region... byPreference) {
            this.isFailureOfTheRegion = isFailureOfTheRegion;
            this.byPreference = List.of(byPreference).stream()
                    .map(region -> DynamoDbClient.builder().region(region).build())
                    .toList();
        }

        Optional<String> nameOf(String userId) {
            SdkException last = null;
            for (DynamoDbClient region : byPreference) {
                try {
                    Map<String, AttributeValue> profile = region.getItem(
                                    get -> get.tableName("profiles").key(Map.of("userId", fromS(userId))))
                            .item();
                    return Optional.ofNullable(profile.get("name")).map(AttributeValue::s);
                } catch (SdkException failed) {
                    if (!isFailureOfTheRegion.test(failed)) {
                        throw failed;
                    }
                    last = failed;
                }
            }
            throw new IllegalStateException("No Region answers", last);
        }
    }

    /** What most fail-over code looks for: time-outs, lost connections and HTTP 500. */
    static boolean isOutage(SdkException failure) {
        return !(failure instanceof AwsServiceException answer) || answer.statusCode() >= 500;
    }

    /** A Region that refuses this application is as good as down, for this application. */
    static boolean isOutageOrRefusal(SdkException failure) {
        return isOutage(failure)
                || (failure instanceof AwsServiceException answer
                        && answer.awsErrorDetails().errorCode().equals("AccessDeniedException"));
    }

    @Simulated
    private Simulation simulation;

    @BeforeEach
    void irelandIsClosedToTheOrganization() {
        try (DynamoDbClient virginia =
                DynamoDbClient.builder().region(US_EAST_1).build()) {
            virginia.putItem(
                    put -> put.tableName("profiles").item(Map.of("userId", fromS("42"), "name", fromS("Ada"))));
        }
        simulation.settle();
        simulation.access().deny(PolicyStatement.deny("dynamodb:*").in(EU_WEST_1));
    }

    @Nested
    class WhatGoesWrong {

        @Test
        void readersThatOnlyExpectOutagesFailBesideARegionThatWouldAnswer() {
            ProfileReader reader = new ProfileReader(RefusedRegionTests::isOutage, EU_WEST_1, US_EAST_1);

            assertThatThrownBy(() -> reader.nameOf("42"))
                    .isInstanceOf(DynamoDbException.class)
                    .hasMessageContaining("not authorized to perform: dynamodb:GetItem on resource:"
                            + " arn:aws:dynamodb:eu-west-1:123456789012:table/profiles with an explicit deny in a"
                            + " service control policy");
        }
    }

    @Nested
    class Remedy {

        @Test
        void aRefusalIsAReasonToAskTheNextRegion() {
            ProfileReader reader = new ProfileReader(RefusedRegionTests::isOutageOrRefusal, EU_WEST_1, US_EAST_1);

            assertThat(reader.nameOf("42")).contains("Ada");
        }

        @Test
        void refusedEverywhereItIsTold() {
            ProfileReader reader = new ProfileReader(RefusedRegionTests::isOutageOrRefusal, EU_WEST_1, US_EAST_1);
            simulation.access().deny(PolicyStatement.deny("dynamodb:GetItem"));

            assertThatThrownBy(() -> reader.nameOf("42"))
                    .hasMessage("No Region answers")
                    .hasCauseInstanceOf(DynamoDbException.class);
        }
    }
}
