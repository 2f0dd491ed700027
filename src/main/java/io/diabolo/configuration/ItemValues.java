package io.diabolo.configuration;

import java.util.LinkedHashMap;

/** An item of which only the module that keeps it knows the fields: values by name, as JSON says them. */
public final class ItemValues extends LinkedHashMap<String, Object> {}
