import { expect, test } from 'vitest'
import { columnsOf } from '../../src/imports/template'

test('a template tells its columns with an example each', () => {
  expect(columnsOf('\uFEFF合同编号,合同金额,固定日期\r\nHT-1,"¥120,000.00",\r\n')).toEqual([
    { name: '合同编号', example: 'HT-1' }, { name: '合同金额', example: '¥120,000.00' }, { name: '固定日期', example: '' },
  ])
})
test('quotes inside a cell are doubled, a missing example is empty, and nothing is no column', () => {
  expect(columnsOf('a,b\n"x ""y"""')).toEqual([{ name: 'a', example: 'x "y"' }, { name: 'b', example: '' }])
  expect(columnsOf('')).toEqual([])
})
