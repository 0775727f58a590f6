use super::*;

const fn shape(height: usize, width: usize, channels: usize) -> Shape {
    Shape { height, width, channels }
}

fn close(found: &[f32], expected: &[f32]) {
    assert_eq!(found.len(), expected.len());
    let same = found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-5);
    assert!(same, "{found:?} and not {expected:?}");
}

#[test]
fn each_output_of_a_pointwise_convolution_sums_up_its_pixel() {
    // Output k takes k times the first channel and ten times the second.
    let weights: Vec<f32> = (0..8_u8).flat_map(|k| [f32::from(k), 10.0]).collect();
    let bias: Vec<f32> = (0..8_u8).map(|k| f32::from(k) * 100.0).collect();
    let convolution = Convolution::new(1, 1, &weights, &bias).unwrap();
    assert_eq!((convolution.depth(), convolution.channels()), (2, 8));
    // Five pixels: four at once, and one alone.
    let input = [1.0, 0.0, 0.0, 1.0, 2.0, 3.0, -1.0, 0.5, 7.0, 0.0];
    let mut output = [0.0; 40];
    convolution.run(&input, shape(1, 5, 2), &mut output, shape(1, 5, 8), &mut Vec::new());
    let expected: Vec<f32> = input
        .chunks(2)
        .flat_map(|pixel| (0..8_u8).map(|k| f32::from(k) * 100.0 + f32::from(k) * pixel[0] + 10.0 * pixel[1]))
        .collect();
    close(&output, &expected);
}

#[test]
fn a_patch_begins_at_the_pixel_of_its_stride_and_is_padded_at_the_far_end() {
    // 4 by 4 pixels of one channel, numbered from 1; patches of 3 by 3, every second pixel.
    let input: Vec<f32> = (1..=16_u8).map(f32::from).collect();
    // Output 0 sums up, output 1 takes the upper left pixel only, the others nothing.
    let mut weights = vec![0.0; 72];
    weights[..9].fill(1.0);
    weights[9] = 1.0;
    let convolution = Convolution::new(3, 2, &weights, &[0.0; 8]).unwrap();
    let mut output = vec![0.0; 32];
    convolution.run(&input, shape(4, 4, 1), &mut output, shape(2, 2, 8), &mut vec![9.0; 3]);
    let of = |lane: usize| output.iter().skip(lane).step_by(8).copied().collect::<Vec<f32>>();
    // 1+2+3+5+6+7+9+10+11, 3+4+7+8+11+12, 9+10+11+13+14+15, 11+12+15+16
    close(&of(0), &[54.0, 45.0, 72.0, 54.0]);
    close(&of(1), &[1.0, 3.0, 9.0, 11.0]);
    close(&of(2), &[0.0; 4]);
}

#[test]
fn a_depthwise_convolution_keeps_channels_apart_and_pads_both_ends() {
    let input = [1.0, 10.0, 2.0, 20.0, 3.0, 30.0, 4.0, 40.0];
    let mut weights = vec![0.0; 18];
    // Channel 0 takes the pixel and its left neighbour, channel 1 the pixel below.
    (weights[8], weights[6], weights[15]) = (1.0, 1.0, 2.0);
    let depthwise = Depthwise::new(3, 1, weights, vec![0.5, -1.0]).unwrap();
    let mut output = [7.0; 8];
    depthwise.run(&input, shape(2, 2, 2), &mut output, shape(2, 2, 2));
    close(&output, &[1.5, 59.0, 3.5, 79.0, 3.5, -1.0, 7.5, -1.0]);
    let wide = Depthwise::new(3, 2, vec![1.0; 9], vec![0.0]).unwrap();
    let mut output = [0.0; 2];
    wide.run(&[1.0, 2.0, 4.0, 8.0], shape(1, 4, 1), &mut output, shape(1, 2, 1));
    close(&output, &[7.0, 12.0]);
}

#[test]
fn unfolding_puts_four_pixels_into_the_place_of_one() {
    let weights = vec![1.0, 0.0, 0.0, 1.0, 2.0, 0.0, 0.0, 2.0];
    let unfold = Unfold::new(weights, &[0.5]).unwrap();
    let mut output = [0.0; 8];
    unfold.run(&[1.0, 10.0, 3.0, 30.0], shape(1, 2, 2), &mut output);
    close(&output, &[1.5, 10.5, 3.5, 30.5, 2.5, 20.5, 6.5, 60.5]);
}

#[test]
fn functions_of_one_value() {
    let input = [-4.0, -3.0, -1.5, 0.0, 1.0, 3.0, 5.0];
    let mut output = [9.0; 7];
    each::relu(&input, &mut output);
    close(&output, &[0.0, 0.0, 0.0, 0.0, 1.0, 3.0, 5.0]);
    each::hard_swish(&input, &mut output);
    close(&output, &[0.0, 0.0, -0.375, 0.0, 4.0 / 6.0, 3.0, 5.0]);
    each::logistic(&input, &mut output);
    close(&output, &[0.017_986, 0.047_426, 0.182_426, 0.5, 0.731_059, 0.952_574, 0.993_307]);
}

#[test]
fn means_sums_and_products_go_channel_by_channel() {
    let pixels = [1.0, 10.0, 2.0, 20.0, 6.0, 60.0];
    let mut two = [9.0; 2];
    mean(&pixels, &mut two);
    close(&two, &[3.0, 30.0]);
    let mut output = [9.0; 6];
    times(&pixels, &[2.0, 0.5], &mut output);
    close(&output, &[2.0, 5.0, 4.0, 10.0, 12.0, 30.0]);
    plus(&pixels, &[1.0, 1.0, 1.0, 1.0, -6.0, 0.0], &mut output);
    close(&output, &[2.0, 11.0, 3.0, 21.0, 0.0, 60.0]);
}

#[test]
fn a_picture_of_twice_the_size_lies_between_the_pixels_of_the_small_one() {
    let mut output = [9.0; 8];
    resize(&[0.0, 100.0, 1.0, 200.0], shape(1, 2, 2), &mut output, shape(1, 4, 2));
    close(&output, &[0.0, 100.0, 0.25, 125.0, 0.75, 175.0, 1.0, 200.0]);
    let mut output = [9.0; 4];
    resize(&[0.0, 4.0], shape(2, 1, 1), &mut output, shape(4, 1, 1));
    close(&output, &[0.0, 1.0, 3.0, 4.0]);
}

#[test]
fn numbers_that_do_not_fit_each_other_are_refused() {
    assert!(Convolution::new(1, 1, &[0.0; 8], &[0.0; 4]).is_none(), "not in eights");
    assert!(Convolution::new(1, 1, &[0.0; 9], &[0.0; 8]).is_none());
    assert!(Convolution::new(1, 1, &[], &[0.0; 8]).is_none());
    assert!(Convolution::new(1, 1, &[0.0; 8], &[]).is_none());
    assert!(Convolution::new(1, 0, &[0.0; 8], &[0.0; 8]).is_none());
    assert!(Depthwise::new(3, 1, vec![0.0; 17], vec![0.0; 2]).is_none());
    assert!(Depthwise::new(3, 1, Vec::new(), Vec::new()).is_none());
    assert!(Unfold::new(vec![0.0; 6], &[0.0]).is_none());
    assert!(Unfold::new(vec![0.0; 8], &[0.0, 0.0]).is_none());
}
