package io.diabolo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Diabolo, the revenue platform: the whole sales cycle as one double funnel. */
@SpringBootApplication
public class Diabolo {
    public static void main(String[] args) {
        SpringApplication.run(Diabolo.class, args);
    }
}
