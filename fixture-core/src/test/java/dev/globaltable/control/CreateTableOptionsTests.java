package dev.globaltable.control;

import static dev.globaltable.control.ControlEndpoint.ORDERS_ARN;
import static dev.globaltable.operation.Endpoint.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.regions.Region.US_EAST_1;

import dev.globaltable.CheckedSimulation;
import dev.globaltable.operation.Endpoint;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;

class CreateTableOptionsTests {

    private static final String INVALID = "One or more parameter values were invalid: ";

    @RegisterExtension
    final CheckedSimulation checked = ControlEndpoint.empty();

    private final Endpoint us = ControlEndpoint.in(checked, US_EAST_1);

    private TableDescription orders() {
        return ControlEndpoint.described(us, "orders");
    }

    @Test
    void tagsAndThePolicyComeWithTheTable() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                + "\"arn:aws:iam::123456789012:root\"},\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}]}";
        Tag tag = Tag.builder().key("team").value("sales").build();

        ControlEndpoint.create(us, ControlEndpoint.orders().tags(tag).resourcePolicy(policy));

        assertThat(us.<ListTagsOfResourceResponse>call(ListTagsOfResourceRequest.builder()
                                .resourceArn(ORDERS_ARN)
                                .build())
                        .tags())
                .containsExactly(tag);
        assertThat(us.<GetResourcePolicyResponse>call(GetResourcePolicyRequest.builder()
                                .resourceArn(ORDERS_ARN)
                                .build())
                        .policy())
                .isEqualTo(policy);
    }

    @Test
    void encryptionIsDescribed() {
        ControlEndpoint.create(us, ControlEndpoint.orders().sseSpecification(sse -> sse.enabled(true)));

        assertThat(orders().sseDescription().status()).isEqualTo(SSEStatus.ENABLED);
        assertThat(orders().sseDescription().sseType()).isEqualTo(SSEType.KMS);
        assertThat(orders().sseDescription().kmsMasterKeyArn()).startsWith("arn:aws:kms:us-east-1:123456789012:key/");
    }

    @Test
    void warmThroughputIsRaisedFromTheStart() {
        TableDescription response = ControlEndpoint.create(
                us, ControlEndpoint.orders().warmThroughput(warm -> warm.readUnitsPerSecond(12_001L)));

        assertThat(response.warmThroughput().status()).isEqualTo(TableStatus.UPDATING);
        assertThat(orders().warmThroughput().status()).isEqualTo(TableStatus.ACTIVE);
        assertThat(orders().warmThroughput().readUnitsPerSecond()).isEqualTo(12_001);
        assertThat(orders().warmThroughput().writeUnitsPerSecond()).isEqualTo(4_000);
    }

    @Test
    void aProvisionedTableIsAsWarmAsItsThroughput() {
        TableDescription response = ControlEndpoint.create(us, ControlEndpoint.provisioned(5, 7));

        assertThat(response.warmThroughput()).isNull();
        assertThat(orders().warmThroughput().readUnitsPerSecond()).isEqualTo(5);
        assertThat(orders().warmThroughput().writeUnitsPerSecond()).isEqualTo(7);
    }

    @Test
    void onDemandThroughputIsShownAsItWasGiven() {
        ControlEndpoint.create(us, ControlEndpoint.orders().onDemandThroughput(most -> most.maxReadRequestUnits(100L)));

        assertThat(orders().onDemandThroughput().maxReadRequestUnits()).isEqualTo(100);
        assertThat(orders().onDemandThroughput().maxWriteRequestUnits()).isNull();
    }

    @Test
    void itemsAreCountedAndWeighedAtOnce() {
        ControlEndpoint.create(us, ControlEndpoint.orders());

        us.put("orders", item("pk", "1", "text", "four"));
        us.put("orders", item("pk", "2"));
        us.put("orders", item("pk", "2", "n", 12));
        assertThat(orders().itemCount()).isEqualTo(2);
        assertThat(orders().tableSizeBytes()).isEqualTo((2 + 1 + 4 + 4) + (2 + 1 + 1 + 2));

        us.call(DeleteItemRequest.builder()
                .tableName("orders")
                .key(item("pk", "1"))
                .build());
        assertThat(orders().itemCount()).isEqualTo(1);
        assertThat(orders().tableSizeBytes()).isEqualTo(6);
    }

    static Stream<Arguments> badRequests() {
        String initial =
                "Requested ReadUnitsPerSecond for WarmThroughput for table is lower than initial throughput for"
                        + " OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/"
                        + "on-demand-capacity-mode.html#on-demand-capacity-mode-initial";
        return Stream.of(
                arguments(
                        ControlEndpoint.orders().warmThroughput(warm -> warm.readUnitsPerSecond(1L)),
                        INVALID + initial),
                arguments(
                        ControlEndpoint.provisioned(10, 10).warmThroughput(warm -> warm.readUnitsPerSecond(5L)),
                        INVALID + "Requested ReadUnitsPerSecond for WarmThroughput for table is lower than"
                                + " ReadCapacityUnits of ProvisionedThroughput"),
                arguments(
                        ControlEndpoint.provisioned(10, 10).onDemandThroughput(most -> most.maxReadRequestUnits(5L)),
                        INVALID
                                + "MaxReadRequestUnits for OnDemandThroughput cannot be specified when table BillingMode is"
                                + " PROVISIONED."),
                arguments(
                        ControlEndpoint.orders().onDemandThroughput(most -> most.maxReadRequestUnits(-1L)),
                        INVALID + "Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid"
                                + " range"),
                arguments(
                        ControlEndpoint.orders()
                                .tags(Tag.builder().key("aws:team").value("").build()),
                        "Tag Key cannot be prefixed with aws:, Key: aws:team"),
                arguments(
                        ControlEndpoint.orders().resourcePolicy("{}"),
                        INVALID + "Invalid policy document: Syntax error at position (1,3)"),
                arguments(
                        ControlEndpoint.orders()
                                .sseSpecification(sse -> sse.enabled(true).sseType(SSEType.AES256)),
                        INVALID + "SSEType AES256 is not supported"));
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void whatATableCannotHaveIsRefused(CreateTableRequest.Builder request, String message) {
        us.refuses(request.build(), message);
    }
}
