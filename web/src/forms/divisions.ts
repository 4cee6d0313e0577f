/** Cities and districts by province, with the codes of GB/T 2260; loaded when somebody asks for them. */
import { areaList } from '@vant/area-data';

const CODES: Record<string, number> = {
  beijing: 11,
  tianjin: 12,
  hebei: 13,
  shanxi: 14,
  inner_mongolia: 15,
  liaoning: 21,
  jilin: 22,
  heilongjiang: 23,
  shanghai: 31,
  jiangsu: 32,
  zhejiang: 33,
  anhui: 34,
  fujian: 35,
  jiangxi: 36,
  shandong: 37,
  henan: 41,
  hubei: 42,
  hunan: 43,
  guangdong: 44,
  guangxi: 45,
  hainan: 46,
  chongqing: 50,
  sichuan: 51,
  guizhou: 52,
  yunnan: 53,
  tibet: 54,
  shaanxi: 61,
  gansu: 62,
  qinghai: 63,
  ningxia: 64,
  xinjiang: 65,
  taiwan: 71,
  hong_kong: 81,
  macau: 82,
  macao: 82,
};

/** Return “city and district” of every district of a province, as forms name it. */
export function divisionsOf(province: string): string[] {
  const code = CODES[province];
  if (code === undefined) return [];
  return Object.entries(areaList.county_list)
    .filter(([county]) => county.startsWith(String(code)))
    .map(([county, name]) => `${areaList.city_list[`${county.slice(0, 4)}00`] ?? ''}${name}`);
}
