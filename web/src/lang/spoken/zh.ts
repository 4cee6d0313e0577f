/** All that a Chinese reader's pages load: our texts and those of the parts that we use. */
import 'dayjs/locale/zh-cn';
export { default as antd } from 'antd/locale/zh_CN';
export { zh as texts } from '../zh';
