//! A drawn person before a chequered wall: the models know one when they see one.

/// Both models: for wide pictures and for others.
pub(crate) const MODELS: [&[u8]; 2] = [
    include_bytes!("../../../../assets/models/selfie_segmentation_landscape.tflite"),
    include_bytes!("../../../../assets/models/selfie_segmentation.tflite"),
];

/// The drawing, four bytes for each pixel.
pub(crate) fn drawing(width: usize, height: usize) -> Vec<u8> {
    let [columns, rows] = [width, height].map(|side| i64::try_from(side).unwrap());
    let colour = |x: i64, y: i64| -> [u8; 4] {
        // From -1000 to 1000 over the height.
        let (u, v) =
            (((2 * x + 1 - columns) * 1000).div_euclid(rows), ((2 * y + 1 - rows) * 1000).div_euclid(rows));
        let inside = |middle: [i64; 2], half: [i64; 2]| {
            let [across, down] = [u - middle[0], v - middle[1]].map(|it| it * it);
            let [wide, high] = half.map(|it| it * it);
            across * high + down * wide <= wide * high
        };
        let [red, green, blue] = if inside([-110, -230], [38, 22]) || inside([110, -230], [38, 22]) {
            [50, 30, 20]
        } else if inside([0, 20], [95, 28]) {
            [170, 70, 70]
        } else if inside([0, -160], [270, 370]) {
            let shade = u8::try_from(u.abs() / 8).unwrap();
            [225, 175, 150].map(|value: u8| value - shade)
        } else if inside([0, -250], [330, 400]) {
            [70, 45, 30]
        } else if u.abs() < 120 && 0 < v && v < 420 {
            [200, 150, 125]
        } else if inside([0, 1050], [800, 760]) {
            [40, 70, 120]
        } else if (x / 8 + y / 8) % 2 == 1 {
            [200, 205, 195]
        } else {
            [150, 160, 165]
        };
        [red, green, blue, u8::MAX]
    };
    (0..rows).flat_map(|y| (0..columns).flat_map(move |x| colour(x, y))).collect()
}
