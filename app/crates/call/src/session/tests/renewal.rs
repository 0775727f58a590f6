//! Access to the relays in a long call: a path that breaks later must find relays that let it in.

use std::time::Duration;

use super::world::World;
use crate::event::Intent;

/// How long the server's access lasts.
const LIFETIME: Duration = Duration::from_secs(10 * 60);

fn times(world: &World, line: &str) -> usize {
    world.log.iter().filter(|each| *each == line).count()
}

/// How often both sides have fetched access and set it on the connection that they have.
fn renewed(world: &World) -> [usize; 4] {
    [
        "Doctor FetchIceServers",
        "Patient FetchIceServers",
        "Doctor UpdateIceServers(..)",
        "Patient UpdateIceServers(..)",
    ]
    .map(|line| times(world, line))
}

#[test]
fn access_is_renewed_before_it_is_over_and_set_without_touching_the_call() {
    let mut world = World::new();
    world.meet();
    world.intent_doctor(Intent::Admit);
    world.run(LIFETIME - Duration::from_secs(150));
    assert_eq!(renewed(&world), [1, 1, 0, 0], "too early");
    let (offers, restarts) = (world.offers, world.restarts);
    world.run(Duration::from_secs(60));
    assert_eq!(renewed(&world), [2, 2, 1, 1], "90 seconds before it is over");
    world.run(LIFETIME);
    assert_eq!(renewed(&world), [3, 3, 2, 2]);
    assert_eq!((world.offers, world.restarts), (offers, restarts));
}
