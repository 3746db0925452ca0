package dev.globaltable.junit;

import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For which tests the history is written and the picture printed. */
enum ReportMode {
    FAILURES,
    ALWAYS,
    OFF;

    private static final String PARAMETER = "globaltable.report";

    static ReportMode of(ExtensionContext context) {
        String text = context.getConfigurationParameter(PARAMETER).orElse("failures");
        for (ReportMode mode : values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(text.trim().toLowerCase(Locale.ROOT))) {
                return mode;
            }
        }
        throw Misuse.configuration(PARAMETER, text, "failures, always or off");
    }
}
