package dev.globaltable.sdk;

import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.handler.ClientExecutionParams;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.ImportTableRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Gives requests that have no idempotency token the next one of a sequence. The SDK would draw a random one while it writes
 * the JSON, so that no two runs would be equal and the transports would differ.
 */
final class IdempotencyTokens {

    private final AtomicLong given = new AtomicLong();

    void fillIn(ClientExecutionParams<SdkRequest, ?> call) {
        switch (call.getOperationName()) {
            case "TransactWriteItems" -> {
                TransactWriteItemsRequest request = (TransactWriteItemsRequest) call.getInput();
                if (request.clientRequestToken() == null) {
                    call.withInput(
                            request.toBuilder().clientRequestToken(next()).build());
                }
            }
            case "ExecuteTransaction" -> {
                ExecuteTransactionRequest request = (ExecuteTransactionRequest) call.getInput();
                if (request.clientRequestToken() == null) {
                    call.withInput(
                            request.toBuilder().clientRequestToken(next()).build());
                }
            }
            case "ExportTableToPointInTime" -> {
                ExportTableToPointInTimeRequest request = (ExportTableToPointInTimeRequest) call.getInput();
                if (request.clientToken() == null) {
                    call.withInput(request.toBuilder().clientToken(next()).build());
                }
            }
            case "ImportTable" -> {
                ImportTableRequest request = (ImportTableRequest) call.getInput();
                if (request.clientToken() == null) {
                    call.withInput(request.toBuilder().clientToken(next()).build());
                }
            }
            default -> {
                // The other operations have no token.
            }
        }
    }

    private String next() {
        return String.format("00000000-0000-4000-8000-%012x", given.incrementAndGet());
    }
}
