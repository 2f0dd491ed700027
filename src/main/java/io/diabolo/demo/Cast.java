package io.diabolo.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The twenty-five people of Atelier Nord, with every role of the cycle held but one: the map shows the hole. */
final class Cast {
    record Player(UUID id, String name, String team, List<String> roles, String visibility, boolean administrator) {
        boolean has(String role) {
            return roles.contains(role);
        }
    }

    private static final List<String[]> PLAYERS = List.of(
            player("Claire Fontaine", "Direction", "manager", "all"),
            player("Hugo Delmas", "Direction", "salesops", "all"),
            player("Élise Cordier", "Direction", "recruiter", "all"),
            player("Théo Maillard", "Marketing", "growth", "all"),
            player("Camille Besson", "Marketing", "inbound", "all"),
            player("Nora Picard", "Prospection", "bdr", "team"),
            player("Samir Benali", "Prospection", "bdr", "team"),
            player("Aline Boyer", "Prospection", "sdr", "team"),
            player("Karim Diallo", "Prospection", "sdr", "team"),
            player("Lina Rousseau", "Prospection", "sdr", "team"),
            player("Maxime Joly", "Prospection", "sdr inside", "team"),
            player("Inès Lambert", "Vente Nord", "ae", "reports"),
            player("Sébastien Vidal", "Vente Nord", "ae", "own"),
            player("Laure Chevalier", "Vente Sud", "ae", "own"),
            player("Antoine Garnier", "Vente Sud", "ae", "own"),
            player("Yasmine Haddad", "Vente Sud", "ae", "own"),
            player("Paul Meyer", "Vente Nord", "manager", "reports"),
            player("Romain Keller", "Avant-vente", "se", "all"),
            player("Céline Blanc", "Administration", "adv", "all"),
            player("Jeanne Ollivier", "Clients", "csm", "team"),
            player("Mehdi Arnaud", "Clients", "csm", "team"),
            player("Fanny Texier", "Clients", "support", "team"),
            player("Rémi Brun", "Clients", "support", "team"),
            player("Sandrine Faure", "Clients", "am", "team"),
            player("Olivier Masson", "Opérations", "ops", "all"));

    private final List<Player> players = new ArrayList<>();

    Cast(Chance chance, LocalDate hired) {
        for (var row : PLAYERS) {
            players.add(new Player(
                    chance.id(hired.atStartOfDay(Chance.ZONE).toInstant()),
                    row[0],
                    row[1],
                    List.of(row[2].split(" ")),
                    row[3],
                    players.isEmpty()));
        }
    }

    private static String[] player(String name, String team, String roles, String visibility) {
        return new String[] {name, team, roles, visibility};
    }

    List<Player> all() {
        return players;
    }

    Player manager() {
        return players.getFirst();
    }

    /** The head of sales leads the account executives of the north, the sales manager all others. */
    Player bossOf(Player player) {
        return player.team().equals("Vente Nord") && !player.has("manager")
                ? players.stream()
                        .filter(other -> other.team().equals("Vente Nord") && other.has("manager"))
                        .findFirst()
                        .orElseThrow()
                : manager();
    }

    List<Player> holding(String role) {
        return players.stream().filter(player -> player.has(role)).toList();
    }
}
