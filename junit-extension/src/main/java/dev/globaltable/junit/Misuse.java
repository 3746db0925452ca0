package dev.globaltable.junit;

import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What we say when the extension is used wrongly: where, what was found, what was expected, and how it is done. */
final class Misuse {

    private static final String EXAMPLE = """
            Example of correct use:
              @GlobalTable(name = "profiles", partitionKey = "userId",
                           regions = {"us-east-1", "eu-west-1"}, replicationDelay = "800ms")""";

    private Misuse() {}

    static ExtensionConfigurationException annotation(String where, String problem) {
        return new ExtensionConfigurationException("Wrong @GlobalTable on " + where + ".\n" + problem + "\n" + EXAMPLE);
    }

    static ExtensionConfigurationException noTable(String where) {
        return new ExtensionConfigurationException("No @GlobalTable on " + where
                + ", on its test class or around it, but GlobalTableExtension is registered there.\n"
                + "Expected at least one table: use the annotation instead of @ExtendWith.\n" + EXAMPLE);
    }

    static ExtensionConfigurationException configuration(String key, String found, String expected) {
        return new ExtensionConfigurationException(
                "Wrong configuration parameter " + key + ": found \"" + found + "\", expected " + expected + ".");
    }

    static ExtensionConfigurationException twoWays(String where) {
        return new ExtensionConfigurationException("Two ways to define the tables of " + where
                + ": @GlobalTable, and a field with @RegisterExtension.\n"
                + "Expected one of them: remove the annotation, or the field.");
    }

    static ExtensionConfigurationException injection(String where, String problem) {
        return new ExtensionConfigurationException("Cannot inject " + where + ": " + problem);
    }
}
