//! Small pictures, drawn from a hash: the same every time, and nobody's work.

use std::io::Write as _;

use anyhow::Result;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

/// A colour: red, green, blue.
type Colour = [u8; 3];

/// A picture of few colours.
struct Canvas {
    width: u32,
    height: u32,
    colours: Vec<Colour>,
    /// Which colour each place has, row by row.
    places: Vec<u8>,
}

/// The thumbnail of a film: a sky, a sun, three rows of hills, and black bars.
///
/// # Errors
/// Never; the encoder writes to memory.
pub fn thumbnail(seed: &[u8; 32]) -> Result<Vec<u8>> {
    const BANDS: u32 = 8;
    let [hue, far, sun_x, sun_y, size, ..] = seed.map(u32::from);
    let (width, height, bar) = (256, 144, 12);
    let mut colours: Vec<Colour> =
        (0..BANDS).map(|band| colour(hue + band * 7, 150, 90 + band * 20)).collect();
    colours.push(colour(hue + 30, 90, 255));
    colours.extend([70, 45, 25].map(|light| colour(hue + 110 + far / 4, 140, light)));
    colours.push([0, 0, 0]);
    let (sun, hills, black) = (BANDS, BANDS + 1, BANDS + 4);
    let (centre, radius) = ((40 + sun_x * 176 / 255, 40 + sun_y * 40 / 255), 10 + size / 16);
    let place = |x: u32, y: u32| {
        if y < bar || y >= height - bar {
            return black;
        }
        // The nearest hill that reaches this high.
        for hill in (0..3).rev() {
            let shift = u32::from(seed.get(8 + hill as usize).copied().unwrap_or_default());
            if y >= 70 + hill * 18 - wave(x + shift, 96 - hill * 14) / 4 {
                return hills + hill;
            }
        }
        let (away_x, away_y) = (x.abs_diff(centre.0), y.abs_diff(centre.1));
        if away_x * away_x + away_y * away_y < radius * radius {
            return sun;
        }
        (y - bar) * BANDS / (height - 2 * bar)
    };
    Canvas::new(width, height, colours, place).png()
}

/// The picture of somebody: eight by eight squares, the same on the left and on the right.
///
/// # Errors
/// Never; the encoder writes to memory.
pub fn avatar(seed: &[u8; 32]) -> Result<Vec<u8>> {
    let hue = u32::from(seed.first().copied().unwrap_or_default());
    let colours = vec![colour(hue, 40, 240), colour(hue, 170, 170), colour(hue + 85, 150, 110)];
    let place = |x: u32, y: u32| {
        let (column, row) = (x / 16, y / 16);
        let cell = 1 + row * 4 + column.min(7 - column);
        match seed.get(cell as usize).copied().unwrap_or_default() {
            0..120 => 0,
            120..210 => 1,
            _ => 2,
        }
    };
    Canvas::new(128, 128, colours, place).png()
}

/// A smooth wave of whole numbers, so that every machine draws the same: parabolas, from 0 to `length`.
fn wave(x: u32, length: u32) -> u32 {
    let at = x % (2 * length);
    let half = at % length;
    let bow = 2 * half * (length - half) / length;
    if at < length {
        length / 2 + bow
    } else {
        length / 2 - bow
    }
}

/// A hue of 256, how far it is from grey, and how light.
fn colour(hue: u32, saturation: u32, light: u32) -> Colour {
    // Each channel rises and falls over the circle, a third of it after the one before.
    [0, 85, 171].map(|shift| {
        let away = (hue + shift) % 256;
        let part = if away < 128 { away * 2 } else { 510 - away * 2 };
        let pure = light * part / 255;
        u8::try_from((pure * saturation + light * (255 - saturation)) / 255).unwrap_or(u8::MAX)
    })
}

impl Canvas {
    fn new(width: u32, height: u32, colours: Vec<Colour>, place: impl Fn(u32, u32) -> u32) -> Self {
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let places = places.map(|(x, y)| place(x, y) as u8).collect();
        Self { width, height, colours, places }
    }

    fn png(&self) -> Result<Vec<u8>> {
        let mut file = vec![0x89, b'P', b'N', b'G', 13, 10, 26, 10];
        // Eight bits a place, each the number of a colour; one whole picture.
        let head = [&self.width.to_be_bytes()[..], &self.height.to_be_bytes(), &[8, 3, 0, 0, 0]].concat();
        chunk(&mut file, b"IHDR", &head);
        chunk(&mut file, b"PLTE", &self.colours.concat());
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
        for row in self.places.chunks(self.width as usize) {
            // No filter.
            packed.write_all(&[0])?;
            packed.write_all(row)?;
        }
        chunk(&mut file, b"IDAT", &packed.finish()?);
        chunk(&mut file, b"IEND", &[]);
        Ok(file)
    }
}

fn chunk(file: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let mut sum = Crc::new();
    sum.update(name);
    sum.update(data);
    // A chunk of a picture this small has fewer bytes than 2^32.
    file.extend((data.len() as u32).to_be_bytes());
    file.extend_from_slice(name);
    file.extend_from_slice(data);
    file.extend(sum.sum().to_be_bytes());
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn pictures_are_small_whole_and_each_its_own() {
        let (one, other) = (thumbnail(&[7; 32]).unwrap(), thumbnail(&[200; 32]).unwrap());
        assert_ne!(one, other);
        assert_eq!(one, thumbnail(&[7; 32]).unwrap());
        for (picture, width, height) in
            [(one, 256, 144), (other, 256, 144), (avatar(&[9; 32]).unwrap(), 128, 128)]
        {
            assert!(picture.len() < 16 * 1_024, "{} bytes", picture.len());
            assert_eq!(picture[16..24], [0, 0, (width >> 8) as u8, width as u8, 0, 0, 0, height as u8]);
            let start = picture.windows(4).position(|name| name == b"IDAT").unwrap() + 4;
            let mut rows = Vec::new();
            flate2::read::ZlibDecoder::new(&picture[start..]).read_to_end(&mut rows).unwrap();
            assert_eq!(rows.len(), (width as usize + 1) * height as usize);
            let colours = picture.windows(4).position(|name| name == b"PLTE").unwrap() - 4;
            let count = u32::from_be_bytes(picture[colours..colours + 4].try_into().unwrap()) / 3;
            assert!(rows.iter().all(|place| u32::from(*place) < count), "a colour that there is not");
        }
    }
}
