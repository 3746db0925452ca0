package dev.globaltable.sdk;

import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * A call to DynamoDB that neither a simulation nor AWS may answer: it is not known which simulation it belongs to, or its
 * simulation has ended or not begun. The message names the thread and what to do. The call was not sent.
 *
 * @since 0.1.0
 */
public final class UnroutedCallException extends SdkClientException {

    private static final long serialVersionUID = 1L;

    UnroutedCallException(String message) {
        super(SdkClientException.builder().message(message));
    }
}
