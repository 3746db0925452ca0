package dev.globaltable.http;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Says on standard error what went wrong inside, in one piece. */
final class Log {

    private Log() {}

    static void error(String message, Throwable cause) {
        StringWriter text = new StringWriter();
        text.append("global-table-endpoint: ").append(message).append(System.lineSeparator());
        cause.printStackTrace(new PrintWriter(text, true));
        System.err.print(text);
    }
}
