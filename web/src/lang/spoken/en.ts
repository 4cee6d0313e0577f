/** All that an English reader's pages load: our texts and those of the parts that we use. */
export { default as antd } from 'antd/locale/en_US';
export { en as texts } from '../en';
