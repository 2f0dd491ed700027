package io.diabolo.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2",
        "2001:0DB8:0001:0002:ffff::1, 2001:db8:1:2",
        "2001:db8::1, 2001:db8:0:0",
        "2001:db8::1:2:3:4:5, 2001:db8:0:1",
        "::1, 0:0:0:0",
        "[2001:db8::1], 2001:db8:0:0",
        "fe80::1%no-such-card, fe80:0:0:0",
        "64:ff9b:1:2::203.0.113.9, 64:ff9b:1:2",
        "::ffff:203.0.113.9, 203.0.113.9",
        "lea@brest.example, lea@brest.example",
        "brest.example:80, brest.example:80",
        "nowhere:nothing, nowhere:nothing"
    })
    void a_household_is_one(String address, String network) {
        assertThat(Network.of(address)).isEqualTo(network);
    }
}
