package dev.globaltable.control;

import static dev.globaltable.error.ServiceErrors.policyNotFound;

import dev.globaltable.operation.Constraints;
import dev.globaltable.operation.Operation;
import dev.globaltable.table.RegionalTables;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyResponse;

/** {@code GetResourcePolicy}: in the service's canonical form, not as it was put. */
final class GetResourcePolicy implements Operation<GetResourcePolicyRequest> {

    private final RegionalTables tables;
    private final ControlState state;

    GetResourcePolicy(RegionalTables tables, ControlState state) {
        this.tables = tables;
        this.state = state;
    }

    @Override
    public GetResourcePolicyResponse.Builder execute(GetResourcePolicyRequest request) {
        new Constraints().resourceArn(request.resourceArn()).check();
        ResourceArn arn = ResourceArn.parse(request.resourceArn());
        ResourcePolicy policy = state.of(arn.governed(tables)).policy(arn.arn());
        if (policy == null) {
            throw policyNotFound("Resource-based policy not found for the provided ResourceArn: " + arn.arn());
        }
        return GetResourcePolicyResponse.builder().policy(policy.document()).revisionId(policy.revisionId());
    }
}
