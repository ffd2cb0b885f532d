;; Dot products of one vector with each row of a table, in 32-bit floats.
;;
;; Sixteen products at a time, in four sums of four lanes, added in one fixed order: plain WebAssembly
;; SIMD never fuses a multiplication with an addition, so every machine gives the same bits.
;;
;; Compiled by `npm run kernel` into dot-products.wasm; a test compares the two.
(module
  (import "table" "memory" (memory 1))

  ;; $query    address of the vector
  ;; $row      address of the first row; rows follow each other
  ;; $end      address after the last row
  ;; $width    bytes of a row: a multiple of 64
  ;; $result   address of the first result, one float a row
  (func (export "dotProducts")
    (param $query i32) (param $row i32) (param $end i32) (param $width i32) (param $result i32)
    (local $q i32) (local $rowEnd i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (block $done
      (loop $rows
        (br_if $done (i32.ge_u (local.get $row) (local.get $end)))
        (local.set $q (local.get $query))
        (local.set $rowEnd (i32.add (local.get $row) (local.get $width)))
        (local.set $a (v128.const f32x4 0 0 0 0))
        (local.set $b (v128.const f32x4 0 0 0 0))
        (local.set $c (v128.const f32x4 0 0 0 0))
        (local.set $d (v128.const f32x4 0 0 0 0))
        (loop $products
          (local.set $a (f32x4.add (local.get $a)
            (f32x4.mul (v128.load (local.get $q)) (v128.load (local.get $row)))))
          (local.set $b (f32x4.add (local.get $b)
            (f32x4.mul (v128.load offset=16 (local.get $q)) (v128.load offset=16 (local.get $row)))))
          (local.set $c (f32x4.add (local.get $c)
            (f32x4.mul (v128.load offset=32 (local.get $q)) (v128.load offset=32 (local.get $row)))))
          (local.set $d (f32x4.add (local.get $d)
            (f32x4.mul (v128.load offset=48 (local.get $q)) (v128.load offset=48 (local.get $row)))))
          (local.set $q (i32.add (local.get $q) (i32.const 64)))
          (local.set $row (i32.add (local.get $row) (i32.const 64)))
          (br_if $products (i32.lt_u (local.get $row) (local.get $rowEnd))))
        (local.set $a (f32x4.add
          (f32x4.add (local.get $a) (local.get $b))
          (f32x4.add (local.get $c) (local.get $d))))
        (f32.store (local.get $result)
          (f32.add
            (f32.add (f32x4.extract_lane 0 (local.get $a)) (f32x4.extract_lane 1 (local.get $a)))
            (f32.add (f32x4.extract_lane 2 (local.get $a)) (f32x4.extract_lane 3 (local.get $a)))))
        (local.set $result (i32.add (local.get $result) (i32.const 4)))
        (br $rows)))))
