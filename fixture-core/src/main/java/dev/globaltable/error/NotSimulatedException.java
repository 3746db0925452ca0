package dev.globaltable.error;

import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The request asks for something the fixture does not simulate. It names the operation or the parameter; nothing was
 * changed. The SDK hands it to the caller as it is and does not try again.
 *
 * @since 0.1.0
 */
public final class NotSimulatedException extends SdkClientException {

    private static final long serialVersionUID = 1L;

    private NotSimulatedException(String message) {
        super(SdkClientException.builder().message(message));
    }

    /** An operation of the API, for instance {@code "ExportTableToPointInTime"}. */
    public static NotSimulatedException operation(String operation) {
        return new NotSimulatedException("The fixture does not simulate " + operation
                + ". Leave the call out of the test, or replace it with operations that are simulated.");
    }

    /** A parameter of an operation that is otherwise simulated. */
    public static NotSimulatedException parameter(String operation, String parameter) {
        return new NotSimulatedException("The fixture simulates " + operation + " but not its parameter " + parameter
                + ". Leave the parameter out in the test.");
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
