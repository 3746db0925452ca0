package dev.globaltable.control;

import dev.globaltable.operation.Operation;
import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsResponse;
import software.amazon.awssdk.services.dynamodb.model.Endpoint;

/** {@code DescribeEndpoints}: the Region's public name, for a day. */
final class DescribeEndpoints implements Operation<DescribeEndpointsRequest> {

    private static final long MINUTES_PER_DAY = 1440;

    private final Region region;

    DescribeEndpoints(Region region) {
        this.region = region;
    }

    @Override
    public DescribeEndpointsResponse.Builder execute(DescribeEndpointsRequest request) {
        String domain = region.id().startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return DescribeEndpointsResponse.builder()
                .endpoints(List.of(Endpoint.builder()
                        .address("dynamodb." + region.id() + domain)
                        .cachePeriodInMinutes(MINUTES_PER_DAY)
                        .build()));
    }
}
