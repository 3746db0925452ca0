package dev.globaltable.control;

import dev.globaltable.operation.Operation;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsResponse;

/** {@code DescribeLimits}: the quotas that a new account has. */
final class DescribeLimits implements Operation<DescribeLimitsRequest> {

    static final long ACCOUNT_UNITS_MAX = 80_000;
    static final long TABLE_UNITS_MAX = 40_000;

    @Override
    public DescribeLimitsResponse.Builder execute(DescribeLimitsRequest request) {
        return DescribeLimitsResponse.builder()
                .accountMaxReadCapacityUnits(ACCOUNT_UNITS_MAX)
                .accountMaxWriteCapacityUnits(ACCOUNT_UNITS_MAX)
                .tableMaxReadCapacityUnits(TABLE_UNITS_MAX)
                .tableMaxWriteCapacityUnits(TABLE_UNITS_MAX);
    }
}
