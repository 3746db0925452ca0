package dev.globaltable.control;

import dev.globaltable.operation.RegionalService;
import dev.globaltable.operation.TableLifecycle;
import dev.globaltable.table.RegionalTables;
import dev.globaltable.table.ReplicaTable;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DisableKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.EnableKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.ListContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateKinesisStreamingDestinationRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** Every operation of the control plane of one Region. */
public final class ControlPlane {

    private ControlPlane() {}

    /**
     * Makes a Region's endpoint answer the operations of this package.
     *
     * @param policyChanged hears of each table whose resource policy, or that of its stream, was put or deleted
     */
    public static void addTo(
            RegionalService service,
            TableLifecycle lifecycle,
            ReplicaLifecycle replicas,
            ControlState state,
            Consumer<ReplicaTable> policyChanged) {
        RegionalTables tables = service.tables();
        service.add(CreateTableRequest.class, new TableCreation(tables, lifecycle, state));
        service.add(UpdateTableRequest.class, new UpdateTable(tables, lifecycle, replicas, state));
        service.add(TagResourceRequest.class, new TagResource(tables, state));
        service.add(UntagResourceRequest.class, new UntagResource(tables, state));
        service.add(ListTagsOfResourceRequest.class, new ListTagsOfResource(tables, state));
        service.add(PutResourcePolicyRequest.class, new PutResourcePolicy(tables, lifecycle, state, policyChanged));
        service.add(GetResourcePolicyRequest.class, new GetResourcePolicy(tables, state));
        service.add(DeleteResourcePolicyRequest.class, new DeleteResourcePolicy(tables, state, policyChanged));
        service.add(UpdateContributorInsightsRequest.class, new UpdateContributorInsights(tables, lifecycle, state));
        service.add(DescribeContributorInsightsRequest.class, new DescribeContributorInsights(tables, state));
        service.add(ListContributorInsightsRequest.class, new ListContributorInsights(tables, state));
        service.add(UpdateTimeToLiveRequest.class, new UpdateTimeToLive(tables, lifecycle, state));
        service.add(DescribeTimeToLiveRequest.class, new DescribeTimeToLive(tables, state));
        addStreaming(service, new StreamingDestinations(tables, lifecycle, state));
        service.add(DescribeLimitsRequest.class, new DescribeLimits());
        service.add(DescribeEndpointsRequest.class, new DescribeEndpoints(tables.region()));
        ExportsAndImports.addTo(service);
    }

    /** Fails as {@code UpdateTable} would; what is returned does what the request asks for (LEG-12). */
    public static Runnable prepareUpdate(
            RegionalTables tables,
            TableLifecycle lifecycle,
            ReplicaLifecycle replicas,
            ControlState state,
            UpdateTableRequest request) {
        return new UpdateTable(tables, lifecycle, replicas, state).prepare(request);
    }

    private static void addStreaming(RegionalService service, StreamingDestinations destinations) {
        service.add(
                EnableKinesisStreamingDestinationRequest.class, new EnableKinesisStreamingDestination(destinations));
        service.add(
                DisableKinesisStreamingDestinationRequest.class, new DisableKinesisStreamingDestination(destinations));
        service.add(
                UpdateKinesisStreamingDestinationRequest.class, new UpdateKinesisStreamingDestination(destinations));
        service.add(
                DescribeKinesisStreamingDestinationRequest.class,
                new DescribeKinesisStreamingDestination(destinations));
    }
}
