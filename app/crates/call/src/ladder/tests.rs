use super::*;

/// Looks five times a second for so long; the last answer.
fn watch(ladder: &mut Ladder, now: &mut Duration, millis: u64, estimate: u32) -> Picture {
    let mut picture = ladder.look(*now, estimate, None);
    for _ in 0..millis / 200 {
        *now += Duration::from_millis(200);
        picture = ladder.look(*now, estimate, None);
    }
    picture
}

fn begin(estimate: u32) -> (Ladder, Duration, Picture) {
    let (mut ladder, mut now) = (Ladder::new(), Duration::ZERO);
    let picture = watch(&mut ladder, &mut now, 1_000, estimate);
    (ladder, now, picture)
}

#[test]
fn a_narrow_line_gets_a_medium_a_small_then_a_still_picture() {
    let seen = [2_500, 460, 350, 150, 60].map(|line| begin(line).2);
    let seen = seen.map(|picture| (picture.divisor, picture.rate));
    assert_eq!(seen, [(1, None), (1, None), (2, Some(20)), (4, Some(10)), (4, Some(1))]);
    let begun = |line| Ladder::doubting(Duration::ZERO, line);
    let known =
        [0, 60, 150, 700].map(|line| begun(line).map(|mut ladder| ladder.look(Duration::ZERO, line, None)));
    assert_eq!(known, [None, Some(lean()), Some(lean()), None], "at once, where it is known");
    let words = [460, 350, 150, 60].map(|line| begin(line).0.quality());
    assert_eq!(words, [Quality::Good, Quality::Fair, Quality::Fair, Quality::Poor]);
}

#[test]
fn a_line_of_which_too_little_is_known_is_tested_at_the_beginning() {
    for estimate in [210, 460] {
        let (mut ladder, mut now) = (Ladder::doubting(Duration::ZERO, estimate).unwrap(), Duration::ZERO);
        let breathes = Picture { kbps: Some(LEAST_KBPS), ..lean() };
        assert_eq!(watch(&mut ladder, &mut now, 1_600, estimate), breathes);
        assert_eq!(watch(&mut ladder, &mut now, 400, estimate), Picture { kbps: Some(PROBE_KBPS), ..lean() });
        watch(&mut ladder, &mut now, 1_400, 1_400);
        assert_eq!(ladder.look(now, 1_400, None).divisor, 1, "it bears the whole picture");
    }
}

#[test]
fn a_short_dip_changes_nothing() {
    let (mut ladder, mut now, _) = begin(2_000);
    assert_eq!(watch(&mut ladder, &mut now, 400, 100), Picture::WHOLE);
    assert_eq!(watch(&mut ladder, &mut now, 400, 2_000), Picture::WHOLE);
    assert_eq!(watch(&mut ladder, &mut now, 400, 100), Picture::WHOLE);
}

/// A small picture that has all its bits, on a line that bears little more.
fn small() -> (Ladder, Duration) {
    let (mut ladder, mut now, _) = begin(130);
    assert_eq!(watch(&mut ladder, &mut now, 6_000, 140), Rung::Small.picture());
    (ladder, now)
}

fn lean() -> Picture {
    Picture { kbps: Some(65), ..Rung::Small.picture() }
}

#[test]
fn a_line_that_grows_wide_gets_more_then_is_tested_and_bears_the_whole_picture() {
    let (mut ladder, mut now, picture) = begin(130);
    assert_eq!(picture, lean());
    assert_eq!(watch(&mut ladder, &mut now, 60_000, 130), lean(), "nothing speaks for more");
    assert_eq!(ladder.look(now, 140, None), Rung::Small.picture());
    assert_eq!(watch(&mut ladder, &mut now, 800, 160), Rung::Small.picture());
    let breath = watch(&mut ladder, &mut now, 200, 160);
    assert_eq!(breath, Picture { kbps: Some(LEAST_KBPS), ..lean() }, "a breath");
    assert_eq!(watch(&mut ladder, &mut now, 1_200, 190), Picture { kbps: Some(PROBE_KBPS), ..lean() });
    let rise = Picture { kbps: Some(RISE_KBPS), ..Rung::Medium.picture() };
    assert_eq!(watch(&mut ladder, &mut now, 800, 1_400), rise);
    let firm = Picture { kbps: Some(FIRM_KBPS), ..Picture::WHOLE };
    assert_eq!(watch(&mut ladder, &mut now, 3_000, 1_400), firm);
    assert_eq!(watch(&mut ladder, &mut now, 200, 1_400), Picture::WHOLE);
}

#[test]
fn a_test_that_fails_keeps_the_picture_and_the_next_comes_later() {
    let (mut ladder, mut now) = small();
    let mut breaths: Vec<Duration> = Vec::new();
    for _ in 0..1_500 {
        let breathes = ladder.look(now, 240, None).kbps == Some(LEAST_KBPS);
        if breathes && breaths.last().is_none_or(|last| now - *last > Duration::from_secs(3)) {
            breaths.push(now);
        }
        now += Duration::from_millis(200);
    }
    let pauses: Vec<_> = breaths.windows(2).map(|pair| (pair[1] - pair[0]).as_secs()).collect();
    assert_eq!(pauses[..6], [9, 9, 14, 26, 32, 32]);
    assert_eq!(ladder.look(now, 150, None).divisor, lean().divisor);
}

#[test]
fn a_line_that_lets_a_test_through_and_no_more_gets_a_few_bits_more_for_a_moment() {
    let (mut ladder, mut now) = small();
    while watch(&mut ladder, &mut now, 200, 190).kbps != Some(PROBE_KBPS) {}
    let mut after = |trip| {
        now += Duration::from_millis(200);
        ladder.look(now, 1_000, Some(trip))
    };
    let rise = Picture { kbps: Some(RISE_KBPS), ..Rung::Medium.picture() };
    assert_eq!([40, 120, 189, 190].map(&mut after), [rise, rise, rise, lean()]);
}

/// Seconds from a whole picture that is held for so long to the next test.
fn next_test(held: u64) -> u64 {
    let (mut ladder, mut now) = small();
    while watch(&mut ladder, &mut now, 200, 190).kbps != Some(PROBE_KBPS) {}
    watch(&mut ladder, &mut now, 1_200 + held, 1_000);
    let from = now;
    while watch(&mut ladder, &mut now, 200, 190).kbps != Some(PROBE_KBPS) {}
    (now - from).as_secs()
}

#[test]
fn a_whole_picture_that_holds_forgets_the_test_before() {
    assert_eq!((next_test(2_000), next_test(12_000)), (8, 5));
}

#[test]
fn a_test_finds_the_rung_between() {
    let (mut ladder, mut now) = small();
    assert_eq!(watch(&mut ladder, &mut now, 5_000, 400), Rung::Medium.picture());
}

#[test]
fn a_result_that_comes_late_counts() {
    let (mut ladder, mut now) = small();
    while watch(&mut ladder, &mut now, 200, 190).kbps != Some(PROBE_KBPS) {}
    watch(&mut ladder, &mut now, 3_000, 430);
    assert_eq!(
        watch(&mut ladder, &mut now, 200, 990),
        Rung::Medium.picture(),
        "as far as it comes by itself"
    );
    let rise = Picture { kbps: Some(RISE_KBPS), ..Rung::Medium.picture() };
    assert_eq!(watch(&mut ladder, &mut now, 200, 1_000), rise);
    assert_eq!(watch(&mut ladder, &mut now, 1_200, 1_000).divisor, 1);
}

#[test]
fn a_still_picture_moves_again_without_a_test() {
    let (mut ladder, mut now, _) = begin(60);
    assert_eq!(watch(&mut ladder, &mut now, 400, 120), lean());
}

#[test]
fn packets_that_wait_make_a_picture_lean_until_they_are_gone_for_a_while() {
    let (mut ladder, mut now) = small();
    let mut after = |millis, trip| {
        now += Duration::from_millis(millis);
        ladder.look(now, 140, Some(trip))
    };
    assert_eq!([40, 189].map(|trip| after(200, trip)), [Rung::Small.picture(); 2]);
    assert_eq!([190, 150, 100].map(|trip| after(200, trip)), [lean(); 3]);
    assert_eq!(after(4_000, 140), lean(), "still a little too long");
    assert_eq!(after(200, 139), Rung::Small.picture());
}

#[test]
fn a_line_on_which_packets_wait_is_not_tested() {
    let (mut ladder, mut now) = small();
    ladder.look(now, 140, Some(40));
    for _ in 0..20 {
        now += Duration::from_millis(200);
        assert_eq!(ladder.look(now, 240, Some(100)), Rung::Small.picture());
    }
    for _ in 0..5 {
        now += Duration::from_millis(200);
        assert_eq!(ladder.look(now, 240, Some(99)), Rung::Small.picture());
    }
    now += Duration::from_millis(200);
    assert_eq!(ladder.look(now, 240, Some(99)).kbps, Some(LEAST_KBPS), "a breath");
}

#[test]
fn a_whole_picture_is_left_to_the_browser() {
    let (mut ladder, mut now, _) = begin(2_000);
    ladder.look(now, 2_000, Some(10));
    now += Duration::from_millis(200);
    assert_eq!(ladder.look(now, 2_000, Some(900)), Picture::WHOLE);
}
