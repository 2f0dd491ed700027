package io.diabolo.roles;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The roles of the double funnel that a job title can name, in its order; their ids are those of the API. */
public enum CanonicalRole {
    GROWTH_HACKER,
    INBOUND_MARKETER,
    SDR,
    BDR,
    INSIDE_SALES,
    ACCOUNT_EXECUTIVE,
    BUSINESS_DEVELOPER,
    SALES_ENGINEER,
    OPERATIONS_MANAGER,
    CSM,
    CUSTOMER_SUPPORT,
    ACCOUNT_MANAGER,
    PERFORMANCE_MANAGER,
    SALES_ASSISTANT,
    SALES_OPERATIONS,
    SALES_MANAGER,
    /** The title names none of them. */
    NONE;

    private static final Map<String, CanonicalRole> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CanonicalRole::id, Function.identity()));

    private final String id = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');

    public String id() {
        return id;
    }

    /** The role of this id, or null. */
    public static @Nullable CanonicalRole of(String id) {
        return BY_ID.get(id);
    }

    /** All but {@link #NONE}, in the order of the double funnel. */
    public static List<CanonicalRole> catalogue() {
        return Arrays.stream(values()).filter(role -> role != NONE).toList();
    }
}
