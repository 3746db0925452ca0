package dev.globaltable.junit;

import org.junit.jupiter.api.extension.ExtensionContext;

/** What JUnit closes together with a store. Until JUnit 5.12 it looked for the one type only, since 5.13 for the other too. */
@SuppressWarnings("deprecation")
interface StoredResource extends ExtensionContext.Store.CloseableResource, AutoCloseable {

    @Override
    void close();
}
