package dev.globaltable.http;

/** What lets scripts of web pages call, as the service lets them. */
final class CrossOrigin {

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private CrossOrigin() {}

    static Answer preflight(HttpCall call) {
        Answer answer = Answer.empty(200).with(ALLOW_ORIGIN, "*").with("Access-Control-Max-Age", "172800");
        String headers = call.header("Access-Control-Request-Headers");
        if (headers != null) {
            answer = answer.with("Access-Control-Allow-Headers", headers);
        }
        String method = call.header("Access-Control-Request-Method");
        return method == null ? answer : answer.with("Access-Control-Allow-Methods", method);
    }

    static Answer allow(Answer answer) {
        return answer.with(ALLOW_ORIGIN, "*")
                .with(
                        "Access-Control-Expose-Headers",
                        "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,x-amz-crc32,Date");
    }
}
