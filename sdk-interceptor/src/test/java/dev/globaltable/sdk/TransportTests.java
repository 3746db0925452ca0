package dev.globaltable.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The transport that the command line sets. */
@Isolated
class TransportTests {

    @AfterEach
    void clearProperty() {
        System.clearProperty(Transport.PROPERTY);
    }

    @Test
    void isAutoUnlessSet() {
        assertThat(Transport.configured()).isEqualTo(Transport.AUTO);
    }

    @ParameterizedTest
    @CsvSource({"json, JSON", "Typed, TYPED", "' AUTO ', AUTO", "'', AUTO"})
    void isSetByItsNameInAnyCase(String property, Transport expected) {
        System.setProperty(Transport.PROPERTY, property);
        assertThat(Transport.configured()).isEqualTo(expected);
    }

    @Test
    void thatDoesNotExistIsRefused() {
        System.setProperty(Transport.PROPERTY, "xml");
        assertThatThrownBy(Transport::configured)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The system property globaltable.transport is \"xml\", which is no transport. Set it to auto,"
                                + " json or typed, or remove it.");
    }
}
