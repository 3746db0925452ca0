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

    private NotSimulatedException(SdkClientException.Builder builder) {
        super(builder);
    }

    /** An operation of the API, for instance {@code "ExportTableToPointInTime"}. */
    public static NotSimulatedException operation(String operation) {
        return because("The fixture does not simulate " + operation
                + ". Leave the call out of the test, or replace it with operations that are simulated.");
    }

    /** An operation that needs another service of AWS, for instance {@code "Amazon S3"}. */
    public static NotSimulatedException needing(String service, String operation) {
        return because("The fixture does not simulate " + operation + ": it needs " + service
                + ". Leave the call out of the test, or replace it with operations that are simulated.");
    }

    /** A parameter of an operation that is otherwise simulated. */
    public static NotSimulatedException parameter(String operation, String parameter) {
        return because("The fixture simulates " + operation + " but not its parameter " + parameter
                + ". Leave the parameter out in the test.");
    }

    /** A table that is named by the ARN of another account or Region. */
    public static NotSimulatedException tableElsewhere(String arn) {
        return because("The fixture simulates one account, and each Region finds its own tables; found TableName " + arn
                + ". Give the table's name, or its ARN in the Region of the client.");
    }

    /** A resource policy that says something that is not simulated; the text names it. */
    public static NotSimulatedException policy(String what) {
        return because(what);
    }

    /** An operation that another artifact of the fixture simulates, which is not on the class path. */
    public static NotSimulatedException withoutArtifact(String operation, String artifact) {
        return because("The fixture simulates " + operation + " with its artifact dev.globaltable:" + artifact
                + ", which is not on the class path. Add it to the test's dependencies.");
    }

    private static NotSimulatedException because(String message) {
        return new NotSimulatedException(SdkClientException.builder().message(message));
    }

    @Override
    public boolean retryable() {
        return false;
    }

    /** The SDK copies the exceptions of an attempt through their builders; the copy has to be of this type too. */
    @Override
    public SdkClientException.Builder toBuilder() {
        return new Copy(this);
    }

    private static final class Copy extends BuilderImpl {
        Copy(NotSimulatedException original) {
            super(original);
        }

        /** Not kept: how often the SDK tried says nothing here, and would be added to the message. */
        @Override
        public SdkClientException.Builder numAttempts(Integer attempts) {
            return this;
        }

        @Override
        public NotSimulatedException build() {
            return new NotSimulatedException(this);
        }
    }
}
