package io.diabolo;

import io.diabolo.launcher.Launcher;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Diabolo, the revenue platform: the whole sales cycle as one double funnel. */
@SpringBootApplication
public class Diabolo {
    public static void main(String[] args) {
        System.exit(Launcher.run(Diabolo.class, args));
    }
}
