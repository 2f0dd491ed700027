package io.diabolo.api;

/** What a module says of its endpoints: handed over as a bean, so that the API's description knows no module. */
public interface ApiDescription {
    void describe(ApiDocument document);
}
